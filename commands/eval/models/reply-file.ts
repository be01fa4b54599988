import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { ModelAnswer, ModelCall } from '../../../local/bedrock/model-gateway.ts';
import { promptKey } from './prompt-key.ts';

const ToolCall = z.strictObject({ tool: z.string().min(1), input: z.json() });
/** A reply as the model's own protocol has it, a tool call in short, or words. */
const Reply = z.union([ToolCall, z.string(), z.record(z.string(), z.json())]);
type Reply = z.infer<typeof Reply>;
const Line = z.object({ key: z.string().min(1), reply: Reply });

export type FindReply = (call: ModelCall) => ModelAnswer | undefined;

/** Replies that another program gave, as JSON lines {key, reply}; throws with the line that is none. */
export function readReplies(path: string): FindReply {
  const replies = new Map<string, Reply>();
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const parsed = Line.safeParse(readJson(line));
    if (!parsed.success) throw new Error(`${path}, line ${index + 1} is no JSON line {"key", "reply"}.`);
    replies.set(parsed.data.key, parsed.data.reply);
  }
  return (call) => {
    const reply = replies.get(promptKey(call));
    return reply === undefined ? undefined : { status: 200, body: inProtocol(call, reply) };
  };
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function inProtocol({ operation }: ModelCall, reply: Reply): unknown {
  const short = typeof reply === 'string' ? reply : ToolCall.safeParse(reply).data;
  if (short === undefined) return reply;
  return operation === 'chat' ? chatReply(short) : converseReply(short);
}

type Short = string | z.infer<typeof ToolCall>;

function converseReply(reply: Short): unknown {
  const isText = typeof reply === 'string';
  const block = isText
    ? { text: reply }
    : { toolUse: { toolUseId: 'tooluse_reply', name: reply.tool, input: reply.input } };
  return {
    output: { message: { role: 'assistant', content: [block] } },
    stopReason: isText ? 'end_turn' : 'tool_use',
    usage: { inputTokens: 0, outputTokens: 0, totalTokens: 0 },
    metrics: { latencyMs: 0 },
  };
}

function chatReply(reply: Short): unknown {
  const message =
    typeof reply === 'string'
      ? { content: reply }
      : {
          content: null,
          tool_calls: [
            {
              id: 'call_reply',
              type: 'function',
              function: { name: reply.tool, arguments: JSON.stringify(reply.input) },
            },
          ],
        };
  return { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }] };
}
