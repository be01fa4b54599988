import * as z from 'zod';
import type { WireResponse } from '../wire/wire-service.ts';
import { applyFault } from './apply-fault.ts';
import { BedrockError, jsonResponse } from './bedrock-error.ts';
import type { Faults } from './faults.ts';
import { modelKind } from './model-ids.ts';
import { answerPrompt } from './offline-model/answer-prompt.ts';
import type { ModelReply } from './offline-model/model-reply.ts';
import { readBody } from './read-body.ts';

const text = z.object({ text: z.string() });
const content = z.union([
  text,
  z.object({ cachePoint: z.unknown() }),
  z.object({ guardContent: z.object({ text }) }),
  z.object({ toolUse: z.unknown() }),
  z.object({ toolResult: z.unknown() }),
]);
const converseBody = z.object({
  system: z.array(content).default([]),
  messages: z
    .array(z.object({ role: z.enum(['user', 'assistant']), content: z.array(content).min(1) }))
    .min(1),
  toolConfig: z
    .object({
      tools: z.array(
        z.union([
          z.object({ toolSpec: z.object({ name: z.string(), inputSchema: z.unknown() }) }),
          z.object({ cachePoint: z.unknown() }),
        ]),
      ),
      toolChoice: z.unknown().optional(),
    })
    .optional(),
});

type Content = z.infer<typeof content>;

/** The Converse operation, answered by the offline model unless a fault was ordered for this call. */
export async function converse(modelId: string, body: Uint8Array, faults: Faults): Promise<WireResponse> {
  const started = performance.now();
  if (modelKind(modelId) !== 'chat') {
    throw new BedrockError('ValidationException', `${modelId} does not support the Converse operation.`);
  }
  const request = readBody(converseBody, body);
  const tools = (request.toolConfig?.tools ?? []).flatMap((tool) =>
    'toolSpec' in tool ? [tool.toolSpec.name] : [],
  );
  const system = request.system.map(textOf).join('\n');
  const prompt = request.messages.flatMap((message) => message.content.map(textOf)).join('\n');
  const fault = faults.take({ modelId, tools });
  const reply = fault
    ? await applyFault(fault, tools)
    : answerPrompt({ text: `${system}\n${prompt}`, tools });
  return jsonResponse({
    ...output(reply),
    usage: usage(system + prompt + JSON.stringify(request.toolConfig ?? ''), JSON.stringify(reply)),
    metrics: { latencyMs: Math.round(performance.now() - started) },
  });
}

function textOf(block: Content): string {
  if ('text' in block) return block.text;
  return 'guardContent' in block ? block.guardContent.text.text : '';
}

function output(reply: ModelReply) {
  const block =
    reply.kind === 'text'
      ? { text: reply.text }
      : { toolUse: { toolUseId: 'tooluse_offline', name: reply.name, input: reply.input } };
  return {
    output: { message: { role: 'assistant', content: [block] } },
    stopReason: reply.kind === 'text' ? 'end_turn' : 'tool_use',
  };
}

/** Tokens are counted as a quarter of the characters, close enough for budgets. */
function usage(input: string, result: string) {
  const inputTokens = Math.ceil(input.length / 4);
  const outputTokens = Math.ceil(result.length / 4);
  return { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens };
}
