import { ApplyGuardrailCommand, type BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { modelError } from './bedrock-errors.ts';

/** Undefined when nothing was found; the guardrail's own message when it intervened. */
export type AskGuardrail = (
  guardrail: { id: string; version: string },
  text: string,
) => Promise<string | undefined>;

export function createBedrockGuardrail(client: BedrockRuntimeClient): AskGuardrail {
  return async ({ id, version }, text) => {
    try {
      const reply = await client.send(
        new ApplyGuardrailCommand({
          guardrailIdentifier: id,
          guardrailVersion: version,
          source: 'INPUT',
          content: [{ text: { text } }],
        }),
      );
      if (reply.action !== 'GUARDRAIL_INTERVENED') return undefined;
      return reply.outputs?.[0]?.text ?? 'The guardrail stopped this question.';
    } catch (error) {
      throw modelError(error);
    }
  };
}
