import {
  type Answer,
  type ScriptedReply,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-server.ts';

/** A server of Bedrock's runtime protocol, as far as our adapters speak it. */
export function startConverseServer(answer: Answer): Promise<ScriptedServer> {
  return startScriptedServer(answer);
}

const USAGE = { inputTokens: 100, outputTokens: 10, totalTokens: 110 };

/** A Converse reply that calls one tool. */
export function toolUse(name: string, input: unknown, usage: object = USAGE): ScriptedReply {
  return converse([{ text: 'Let me see.' }, { toolUse: { toolUseId: 't1', name, input } }], usage);
}

/** A Converse reply in words. */
export const spoken = (text: string): ScriptedReply => converse([{ text }], USAGE);

function converse(content: readonly object[], usage: object): ScriptedReply {
  const output = { message: { role: 'assistant', content } };
  return { body: { output, stopReason: 'tool_use', usage, metrics: { latencyMs: 1 } } };
}

/** An exception as Bedrock sends it. */
export function exception(name: string, status: number): ScriptedReply {
  return {
    status,
    headers: { 'x-amzn-errortype': name },
    body: { message: 'arn:aws:bedrock:secret-account' },
  };
}
