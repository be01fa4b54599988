import { describe, expect, it } from '@jest/globals';
import { embedAll } from '../../../../shared/model/embed-all.ts';
import type { EmbeddingModel } from '../../../../shared/model/language-model.ts';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';
import { scriptedEmbedding } from '../../../support/scripted-model.ts';

const TEXTS = Array.from({ length: 200 }, (_, at) => `text ${at}`);

/** Fails so many times, then embeds. */
function failing(times: number, error: Error): EmbeddingModel & { readonly texts: string[] } {
  const model = scriptedEmbedding({ 'text 150': [1, 0] });
  let left = times;
  const embed = (texts: readonly string[]) => {
    if (texts.includes('text 150') && left-- > 0) return Promise.reject(error);
    return model.embed(texts);
  };
  return { ...model, embed };
}

describe('embedAll', () => {
  it('tries what was throttled again by itself, after waits that grow', async () => {
    const model = failing(3, new InqueryError('ModelThrottled', 'Slow down.'));
    const waits: number[] = [];

    const vectors = await embedAll(model, TEXTS, async (ms) => waits.push(ms));

    expect(waits).toEqual([500, 1_000, 2_000]);
    expect(vectors).toHaveLength(200);
    expect(vectors[150]).toEqual(Float32Array.of(1, 0));
    expect(model.texts).toEqual(TEXTS);
  });

  it.each([
    ['goes on failing', 9, new InqueryError('ModelThrottled', 'Slow down.'), 4],
    ['will not do better', 1, new InqueryError('ModelRejected', 'No such model.'), 0],
  ])('gives up on a model that %s', async (_, times, error, waited) => {
    const waits: number[] = [];

    const embedding = embedAll(failing(times, error), TEXTS, async (ms) => waits.push(ms));

    await expect(embedding).rejects.toBe(error);
    expect(waits).toHaveLength(waited);
  });
});
