import type { ModelChoice } from '../contracts/configuration.ts';
import type { ModelUse } from '../contracts/job.ts';

interface Tokens {
  readonly input: number;
  readonly output: number;
  /** Part of `input` that the provider read from its cache. */
  readonly cached: number;
}

/** What a call cost by the price table: cached input at its own price, the rest at the full one. */
export function modelUse(choice: ModelChoice, tokens: Tokens): ModelUse {
  const { inputPerMillion, outputPerMillion, cachedPerMillion } = choice.price;
  const micros =
    (tokens.input - tokens.cached) * inputPerMillion +
    tokens.cached * cachedPerMillion +
    tokens.output * outputPerMillion;
  return {
    model: choice.id,
    tokensIn: tokens.input,
    tokensOut: tokens.output,
    tokensCached: tokens.cached,
    costUsd: micros / 1_000_000,
    price: choice.price,
  };
}

/** A rough count where a provider gives none: four characters a token. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
