import * as z from 'zod';
import { ModelUse } from '../contracts/job.ts';

/** What is asked of a model, by which a reply is known again. */
export interface AskedModel {
  /** Name and version of the prompt. */
  readonly used: string;
  readonly system: string;
  readonly prompt: string;
}

/** An exchange as it is on file, where its reply was of use. */
export const KeptExchange = z.object({
  used: z.string(),
  system: z.string(),
  prompt: z.string(),
  reply: z.object({ tool: z.string(), input: z.unknown() }),
  use: ModelUse,
  startedAt: z.string(),
});
export type KeptExchange = z.infer<typeof KeptExchange>;
