import type * as z from 'zod';
import type { ModelUse } from '../contracts/job.ts';
import type { LanguageModel, Tool, ToolReply } from '../model/language-model.ts';
import { UnusableReply } from '../model/unusable-reply.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import type { AskedModel } from '../platform/kept-exchange.ts';
import type { PromptText } from '../prompts/prompt-text.ts';
import { type Blocks, renderPrompt } from '../prompts/render-prompt.ts';

/** What was sent and what came back, kept with the job as evidence. */
export interface Exchange extends AskedModel {
  readonly reply: unknown;
  readonly use: ModelUse;
}

/** Told of every model call as soon as it is paid for, whether or not its reply is of use. */
export interface ModelObserver {
  /** Told before the call. */
  prompt(name: string, version: string): void;
  use(use: ModelUse): void;
  exchange(exchange: Exchange): void;
  /** A reply to the same words that was paid for before, where there is one. */
  recall?(asked: AskedModel): Promise<ToolReply | undefined>;
  /** The SQL a model wrote, told before anything is said about it: every attempt is on record. */
  sql(sql: string): void;
}

/** One prompt, one call of one of the tools; throws ModelOutputInvalid when the model calls another. */
export async function askModel(
  model: LanguageModel,
  prompt: PromptText,
  blocks: Blocks,
  tools: readonly Tool[],
  observer: ModelObserver,
): Promise<ToolReply> {
  const request = { system: prompt.system, prompt: renderPrompt(prompt.template, blocks), tools };
  const used = `${prompt.name}@${prompt.version}`;
  const asked = { used, system: request.system, prompt: request.prompt };
  const observe = (use: ModelUse, reply: unknown) => {
    observer.use(use);
    observer.exchange({ ...asked, reply, use });
  };
  observer.prompt(prompt.name, prompt.version);
  try {
    const reply = (await observer.recall?.(asked)) ?? (await model.call(request));
    observe(reply.use, { tool: reply.tool, input: reply.input });
    if (tools.every(({ name }) => name !== reply.tool)) throw notOffered(reply);
    return reply;
  } catch (error) {
    if (error instanceof UnusableReply) observe(error.use, error.reply);
    throw error;
  }
}

const notOffered = ({ tool }: ToolReply) =>
  new InqueryError('ModelOutputInvalid', `The model called ${tool}, which was not offered.`);

/** A tool's input as its schema has it; throws ModelOutputInvalid saying which field is wrong. */
export function parseReply<T>(schema: z.ZodType<T>, reply: ToolReply): T {
  const parsed = schema.safeParse(withoutNulls(reply.input));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'its input';
  throw new InqueryError('ModelOutputInvalid', `The model's ${reply.tool} call is not valid: ${where}.`);
}

/** Models like to write null for a field they leave out. */
function withoutNulls(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}
