import type { ModelGateway } from '../../../local/bedrock/model-gateway.ts';
import type { EvalArguments } from '../read-arguments.ts';
import type { Document } from '../run/evaluation-configuration.ts';
import { bedrockForward } from './bedrock-forward.ts';
import { createGateway, type EvaluationGateway } from './create-gateway.ts';
import { startOpenaiProxy } from './openai-proxy.ts';
import { openPromptFile } from './prompt-file.ts';
import { earlierRecordings, recordingsIn } from './recordings.ts';
import { readReplies } from './reply-file.ts';

/** How the models of a run are reached. */
export interface RunModels {
  /** The configuration whose models go through the gateway. */
  readonly document: Document;
  readonly modelGateway?: ModelGateway;
  readonly explainRejection?: EvaluationGateway['explainRejection'];
  /** How many prompts were written down for another program. */
  readonly waitingPrompts: () => number;
  close(): Promise<void>;
}

/** Puts a gateway before the models when the arguments ask for one; otherwise they are reached as configured. */
export async function modelsOfRun(given: EvalArguments, document: Document): Promise<RunModels> {
  const { record, replay, replies, exportPrompts, bedrock } = given;
  if (!record && !replay && !replies && !exportPrompts && !bedrock) {
    return { document, waitingPrompts: () => 0, close: async () => undefined };
  }
  const prompts = exportPrompts === undefined ? undefined : openPromptFile(exportPrompts);
  const { gateway, explainRejection } = createGateway({
    record: record === undefined ? undefined : recordingsIn(record),
    replay: replay === undefined ? undefined : earlierRecordings(replay),
    replies: replies === undefined ? undefined : readReplies(replies),
    prompts,
    ...(bedrock && { forward: bedrockForward(document.models) }),
  });
  const proxy = await startOpenaiProxy(gateway);
  return {
    document: throughProxy(document, proxy.addressOf),
    modelGateway: gateway,
    explainRejection,
    waitingPrompts: () => prompts?.count() ?? 0,
    close: async () => {
      prompts?.close();
      await proxy.close();
    },
  };
}

/** OpenAI-compatible servers at the proxy's address; Bedrock's models are caught at the local endpoint. */
function throughProxy(document: Document, addressOf: (baseUrl: string) => string): Document {
  const models = Object.entries(document.models).map(([role, model]) => [
    role,
    model.baseUrl === undefined ? model : { ...model, baseUrl: addressOf(model.baseUrl) },
  ]);
  // The same roles with the same fields.
  return { ...document, models: Object.fromEntries(models) as Document['models'] };
}
