import type { ModelAnswer, ModelCall, ModelGateway } from '../../../local/bedrock/model-gateway.ts';
import type { PromptFile } from './prompt-file.ts';
import { promptKey, questionOf } from './prompt-key.ts';
import type { Recordings } from './recordings.ts';
import type { FindReply } from './reply-file.ts';

export interface GatewayOptions {
  readonly record?: Recordings | undefined;
  readonly replay?: Recordings | undefined;
  readonly replies?: FindReply | undefined;
  readonly prompts?: PromptFile | undefined;
  /** Asks the real service; undefined for models that the local endpoint answers. */
  forward?(call: ModelCall): Promise<ModelAnswer> | undefined;
}

export interface EvaluationGateway {
  readonly gateway: ModelGateway;
  /** Why a question's model call was rejected here; undefined when it was not. */
  explainRejection(questions: readonly (string | undefined)[]): string | undefined;
}

/**
 * Answers model calls from replies and recordings; what they do not hold is recorded from the model when that is
 * wanted, written down for another program to answer, or rejected, in this order.
 */
export function createGateway(options: GatewayOptions): EvaluationGateway {
  const { record, replay, replies, prompts } = options;
  const unanswered = new Map<string, string>();
  const asksModel = record !== undefined || (!replay && !replies && !prompts);
  const gateway: ModelGateway = async (call, next) => {
    const ask = () => options.forward?.(call) ?? next();
    // The local endpoint's embeddings cost nothing and are the same every time.
    if (call.operation === 'invoke' && options.forward === undefined) return next();
    if (call.operation === 'embeddings' && !replay && !record) return ask();
    const known = replies?.(call) ?? replay?.find(call);
    if (known) return known;
    if (!asksModel) return rejection(call);
    const answer = await ask();
    record?.keep(call, answer);
    return answer;
  };
  const rejection = (call: ModelCall): ModelAnswer => {
    const message = prompts ? waiting(call, prompts) : missing(call);
    unanswered.set(questionOf(call.request) ?? '', message);
    const headers = { 'x-amzn-errortype': 'ValidationException' };
    return { status: 400, headers, body: { message, error: { message } } };
  };
  return {
    gateway,
    explainRejection: (questions) =>
      questions.map((question) => unanswered.get(question ?? '')).find((found) => found !== undefined),
  };
}

function missing(call: ModelCall): string {
  return `There is no recorded reply to prompt ${promptKey(call)} of ${call.modelId}. Record it with --record.`;
}

function waiting(call: ModelCall, prompts: PromptFile): string {
  prompts.add(call);
  return `Prompt ${promptKey(call)} of ${call.modelId} waits for a reply.`;
}
