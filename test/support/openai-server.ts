import {
  type Answer,
  type ScriptedReply,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-server.ts';

const CHAT = '/v1/chat/completions';
const EMBEDDINGS = '/v1/embeddings';

/** A server of OpenAI's protocol, as far as our adapter speaks it; other paths are not found. */
export function startOpenaiServer(answer: Answer): Promise<ScriptedServer> {
  return startScriptedServer((request) =>
    [CHAT, EMBEDDINGS].includes(request.path) && request.method === 'POST'
      ? answer(request)
      : { status: 404, body: { error: { message: 'not found' } } },
  );
}

/** A chat completion that calls one function; `input` that is not text is written as JSON. */
export function functionCall(name: string, input: unknown, usage?: object): ScriptedReply {
  const call = {
    id: 'call_1',
    type: 'function',
    function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) },
  };
  return completion({ role: 'assistant', content: null, tool_calls: [call] }, usage);
}

/** A chat completion that answers in words. */
export function words(content: string): ScriptedReply {
  return completion({ role: 'assistant', content });
}

function completion(message: object, usage: object = { prompt_tokens: 100, completion_tokens: 10 }) {
  return {
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      choices: [{ index: 0, finish_reason: 'stop', message }],
      usage,
    },
  };
}

/** Embeddings in an order of the server's own, each saying which text it is of. */
export function embeddings(...vectors: readonly (readonly number[])[]): ScriptedReply {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  return { body: { object: 'list', data: data.reverse(), usage: { prompt_tokens: 7, total_tokens: 7 } } };
}

export function serverError(status: number): ScriptedReply {
  return { status, body: { error: { message: 'internal address 10.0.0.1', type: 'error' } } };
}
