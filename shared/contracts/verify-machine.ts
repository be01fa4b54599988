import * as z from 'zod';
import { Principal } from './principal.ts';

/** What starts the machine that puts verified queries into use: a principal's approvals, or a changed catalogue. */
export const VerifyMachineInput = z.strictObject({
  source: z.string(),
  /** Whose pending pairs to verify; without it only the index is brought up to date. */
  principal: Principal.optional(),
});
export type VerifyMachineInput = z.infer<typeof VerifyMachineInput>;

export const VerifyQueriesInput = z.strictObject({
  source: z.string(),
  principal: Principal,
  executionArn: z.string().optional(),
});
export const VerifyQueriesOutput = z.strictObject({
  active: z.int(),
  rejected: z.int(),
  /** Pending ones for which there was no time. */
  left: z.int(),
});
export type VerifyQueriesOutput = z.infer<typeof VerifyQueriesOutput>;

export const IndexQueriesInput = z.strictObject({ source: z.string(), executionArn: z.string().optional() });
export const IndexQueriesOutput = z.strictObject({ entries: z.int() });
export type IndexQueriesOutput = z.infer<typeof IndexQueriesOutput>;
