import {
  ApplyGuardrailCommand,
  type BedrockRuntimeClient,
  type GuardrailUsage,
} from '@aws-sdk/client-bedrock-runtime';
import type { GuardrailPrices } from '../contracts/configuration.ts';
import type { ModelUse } from '../contracts/job.ts';
import { modelError } from './bedrock-errors.ts';

interface Guardrail {
  readonly id: string;
  readonly version: string;
  readonly unitPrices: GuardrailPrices;
}

/** `message` is the guardrail's own when it intervened; `use` what asking cost. */
export type AskGuardrail = (
  guardrail: Guardrail,
  text: string,
) => Promise<{ readonly message?: string; readonly use: ModelUse }>;

export function createBedrockGuardrail(client: BedrockRuntimeClient): AskGuardrail {
  return async ({ id, version, unitPrices }, text) => {
    try {
      const reply = await client.send(
        new ApplyGuardrailCommand({
          guardrailIdentifier: id,
          guardrailVersion: version,
          source: 'INPUT',
          content: [{ text: { text } }],
        }),
      );
      const none = { tokensIn: 0, tokensOut: 0, tokensCached: 0 };
      const use = { model: `guardrail:${id}`, ...none, costUsd: costOf(reply.usage, unitPrices) };
      if (reply.action !== 'GUARDRAIL_INTERVENED') return { use };
      return { message: reply.outputs?.[0]?.text ?? 'The guardrail stopped this question.', use };
    } catch (error) {
      throw modelError(error);
    }
  };
}

/** Word filters are free; so are the units of others that the service counts as free. */
function costOf(usage: GuardrailUsage | undefined, prices: GuardrailPrices): number {
  const { topicPolicyUnits = 0, contentPolicyUnits = 0, sensitiveInformationPolicyUnits = 0 } = usage ?? {};
  const thousands =
    topicPolicyUnits * prices.topic +
    contentPolicyUnits * prices.content +
    sensitiveInformationPolicyUnits * prices.sensitiveInformation;
  return thousands / 1_000;
}
