/** A call of a model, whichever protocol it came by: Bedrock's Converse and InvokeModel, or OpenAI's. */
export interface ModelCall {
  readonly operation: 'converse' | 'invoke' | 'chat' | 'embeddings';
  readonly modelId: string;
  /** The request's body, parsed. */
  readonly request: unknown;
}

export interface ModelAnswer {
  readonly status: number;
  /** What the client reads beside the body: Bedrock's exception names and token counts. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The response's body, parsed. */
  readonly body: unknown;
}

/**
 * Stands between the tasks and what answers a model call: gives an answer of its own, or what `next` gives.
 */
export type ModelGateway = (call: ModelCall, next: () => Promise<ModelAnswer>) => Promise<ModelAnswer>;
