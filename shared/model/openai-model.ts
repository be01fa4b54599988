import * as z from 'zod';
import type { EmbeddingChoice, ModelChoice } from '../contracts/configuration.ts';
import type { ErrorName } from '../contracts/errors.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { EmbeddingModel, LanguageModel, Tool, ToolReply } from './language-model.ts';
import { modelUse } from './model-use.ts';
import { UnusableReply } from './unusable-reply.ts';

const Usage = z.object({
  prompt_tokens: z.number().default(0),
  completion_tokens: z.number().default(0),
  prompt_tokens_details: z.object({ cached_tokens: z.number().default(0) }).nullish(),
});

const ChatReply = z.object({
  choices: z
    .array(
      z.object({
        message: z.looseObject({
          tool_calls: z
            .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: Usage.prefault({}),
});

const EmbeddingReply = z.object({
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })),
  usage: Usage.prefault({}),
});

/** Reads the API key when it is needed; undefined for servers that ask for none. */
export type ReadApiKey = () => Promise<string | undefined>;

/** Any server of OpenAI's Chat Completions protocol: OpenAI itself, Ollama, vLLM. */
export function createOpenaiModel(choice: ModelChoice, readApiKey: ReadApiKey): LanguageModel {
  const { temperature } = capabilitiesOf(choice.id);
  return {
    call: async ({ system, prompt, tools }) => {
      const body = {
        model: choice.id,
        ...(temperature && { temperature: 0 }),
        max_completion_tokens: choice.maxOutputTokens,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: prompt },
        ],
        tools: tools.map(toFunction),
        tool_choice: 'required',
      };
      const reply = await post(choice, '/chat/completions', body, readApiKey, ChatReply);
      return readToolCall(reply, choice);
    },
  };
}

export function createOpenaiEmbedding(choice: EmbeddingChoice, readApiKey: ReadApiKey): EmbeddingModel {
  return {
    id: `${choice.id}/${choice.dimensions}`,
    embed: async (texts) => {
      const body = { model: choice.id, input: texts, dimensions: choice.dimensions };
      const reply = await post(choice, '/embeddings', body, readApiKey, EmbeddingReply);
      if (reply.data.length !== texts.length) throw unknownForm();
      const vectors = reply.data
        .sort((a, b) => a.index - b.index)
        .map(({ embedding }) => Float32Array.from(embedding));
      return { vectors, use: modelUse(choice, tokensOf(reply.usage)) };
    },
  };
}

function toFunction({ name, description, inputSchema }: Tool) {
  return { type: 'function', function: { name, description, parameters: inputSchema } };
}

function readToolCall(reply: z.infer<typeof ChatReply>, choice: ModelChoice): ToolReply {
  const call = reply.choices[0]?.message.tool_calls?.[0]?.function;
  const use = modelUse(choice, tokensOf(reply.usage));
  if (!call) throw new UnusableReply('The model answered without a tool call.', use, reply.choices);
  const input = parseJson(call.arguments);
  if (input === undefined) throw new UnusableReply("The model's tool call is not JSON.", use, reply.choices);
  return { tool: call.name, input, use };
}

/** Undefined, which no JSON text means, when it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tokensOf(usage: z.infer<typeof Usage>) {
  return {
    input: usage.prompt_tokens,
    output: usage.completion_tokens,
    cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
  };
}

async function post<Reply>(
  choice: ModelChoice,
  path: string,
  body: unknown,
  readApiKey: ReadApiKey,
  schema: z.ZodType<Reply>,
): Promise<Reply> {
  if (!choice.baseUrl) throw new InqueryError('ConfigInvalid', `Model ${choice.id} has no baseUrl.`);
  const apiKey = await readApiKey();
  const response = await fetchOrThrow(`${choice.baseUrl.replace(/\/+$/, '')}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(apiKey && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(choice.timeoutSeconds * 1000),
  });
  const parsed = schema.safeParse(await readJson(response));
  if (parsed.success) return parsed.data;
  throw unknownForm();
}

function unknownForm(): InqueryError {
  return new InqueryError('ModelOutputInvalid', 'The model server answered in an unknown form.');
}

async function fetchOrThrow(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init);
    if (response.ok) return response;
    throw new InqueryError(errorOfStatus(response.status), `The model server answered ${response.status}.`);
  } catch (error) {
    if (error instanceof InqueryError) throw error;
    throw timeoutOrUnavailable(error);
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return parseJson(await response.text());
  } catch (error) {
    throw timeoutOrUnavailable(error);
  }
}

function timeoutOrUnavailable(error: unknown): InqueryError {
  const { name } = z.object({ name: z.string() }).catch({ name: '' }).parse(error);
  return name === 'TimeoutError'
    ? new InqueryError('ModelTimeout', 'The model did not answer in time.', { cause: error })
    : new InqueryError('ModelUnavailable', 'The model could not be reached.', { cause: error });
}

function errorOfStatus(status: number): ErrorName {
  if (status === 429) return 'ModelThrottled';
  if (status === 408) return 'ModelTimeout';
  return status >= 500 ? 'ModelUnavailable' : 'ModelRejected';
}
