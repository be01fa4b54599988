import { isRetryable } from '../contracts/errors.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import type { EmbeddingModel } from './language-model.ts';

/** What one call of some models takes. */
const GROUP = 96;
const TRIES = 5;
const FIRST_WAIT_MS = 500;

export type Wait = (ms: number) => Promise<unknown>;

const waitFor: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The vectors of many documents. Some of them take hundreds of calls, of which one that is throttled must not cost the
 * others: each group of texts is tried again by itself, after 0.5, 1, 2 and 4 seconds. Throws as the model does.
 */
export async function embedAll(
  model: EmbeddingModel,
  texts: readonly string[],
  wait: Wait = waitFor,
): Promise<Float32Array[]> {
  const all: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += GROUP) {
    all.push(...(await embedGroup(model, texts.slice(at, at + GROUP), wait)));
  }
  return all;
}

async function embedGroup(model: EmbeddingModel, texts: readonly string[], wait: Wait, tried = 1) {
  try {
    return (await model.embed(texts)).vectors;
  } catch (error) {
    const mayDo = error instanceof InqueryError && isRetryable(error.name) && tried < TRIES;
    if (!mayDo) throw error;
  }
  await wait(FIRST_WAIT_MS * 2 ** (tried - 1));
  return embedGroup(model, texts, wait, tried + 1);
}
