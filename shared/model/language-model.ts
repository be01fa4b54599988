import type { ModelUse } from '../contracts/job.ts';

/** A tool the model may call; its parsed input is the model's answer. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its input. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface ToolRequest {
  /** Static words first: they are the same for every question, so that a provider can cache them. */
  readonly system: string;
  readonly prompt: string;
  readonly tools: readonly Tool[];
}

export interface ToolReply {
  /** The tool the model chose. */
  readonly tool: string;
  /** Its input as the model wrote it: untrusted, not yet parsed. */
  readonly input: unknown;
  readonly use: ModelUse;
}

/**
 * A model that answers through a tool call.
 * Throws ModelThrottled, ModelUnavailable, ModelTimeout (worth a retry), ModelRejected (is not) and
 * ModelOutputInvalid (as an UnusableReply when no tool call came back).
 */
export interface LanguageModel {
  call(request: ToolRequest): Promise<ToolReply>;
}

/** What a text is to search: something to be found, or what is asked. Some models treat them differently. */
export type EmbeddedAs = 'document' | 'query';

/** Turns texts into vectors of equal length; throws as LanguageModel does. */
export interface EmbeddingModel {
  /** Named by an index built with it: vectors of different models don't compare. */
  readonly id: string;
  embed(
    texts: readonly string[],
    as?: EmbeddedAs,
  ): Promise<{ vectors: readonly Float32Array[]; use: ModelUse }>;
}
