import {
  type BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandOutput,
  type SystemContentBlock,
  type ToolConfiguration,
} from '@aws-sdk/client-bedrock-runtime';
import type { ModelChoice } from '../contracts/configuration.ts';
import type { ModelUse } from '../contracts/job.ts';
import { modelError } from './bedrock-errors.ts';
import { type Capabilities, capabilitiesOf } from './capabilities.ts';
import type { LanguageModel, Tool, ToolReply, ToolRequest } from './language-model.ts';
import { estimateTokens, modelUse } from './model-use.ts';
import { UnusableReply } from './unusable-reply.ts';

/** A model on Amazon Bedrock, spoken to by the Converse API. */
export function createBedrockModel(client: BedrockRuntimeClient, choice: ModelChoice): LanguageModel {
  const capabilities = capabilitiesOf(choice.id);
  return {
    call: async (request) => readReply(await send(client, choice, capabilities, request), choice),
  };
}

async function send(
  client: BedrockRuntimeClient,
  choice: ModelChoice,
  capabilities: Capabilities,
  request: ToolRequest,
) {
  try {
    return await client.send(
      new ConverseCommand({
        modelId: choice.id,
        system: systemBlocks(request, capabilities),
        messages: [{ role: 'user', content: [{ text: request.prompt }] }],
        toolConfig: toolConfiguration(request.tools, capabilities),
        inferenceConfig: {
          maxTokens: choice.maxOutputTokens,
          ...(capabilities.temperature && { temperature: 0 }),
        },
      }),
    );
  } catch (error) {
    throw modelError(error);
  }
}

/** What is cached up to a point is everything before it, and tools come before the words. */
function systemBlocks(
  { system, tools }: ToolRequest,
  { cacheMinimumTokens = Number.POSITIVE_INFINITY }: Capabilities,
): SystemContentBlock[] {
  const worthCaching = estimateTokens(system + JSON.stringify(tools)) >= cacheMinimumTokens;
  return [{ text: system }, ...(worthCaching ? [{ cachePoint: { type: 'default' as const } }] : [])];
}

function toolConfiguration(tools: readonly Tool[], { forcedToolChoice }: Capabilities): ToolConfiguration {
  return {
    tools: tools.map(({ name, description, inputSchema }) => ({
      // A JSON Schema is plain JSON, which is what the SDK's document type means.
      toolSpec: { name, description, inputSchema: { json: inputSchema as never } },
    })),
    ...(forcedToolChoice && { toolChoice: { any: {} } }),
  };
}

function readReply({ output, usage }: ConverseCommandOutput, choice: ModelChoice): ToolReply {
  const blocks = output?.message?.content ?? [];
  const toolUse = blocks.find((block) => block.toolUse)?.toolUse;
  const use = useOf(usage, choice);
  if (!toolUse?.name) throw new UnusableReply('The model answered without a tool call.', use, blocks);
  return { tool: toolUse.name, input: toolUse.input, use };
}

/** Converse counts what was read from and written to the cache apart from the other input tokens. */
function useOf(usage: ConverseCommandOutput['usage'], choice: ModelChoice): ModelUse {
  const cached = usage?.cacheReadInputTokens ?? 0;
  const written = usage?.cacheWriteInputTokens ?? 0;
  const input = (usage?.inputTokens ?? 0) + cached + written;
  return modelUse(choice, { input, output: usage?.outputTokens ?? 0, cached });
}
