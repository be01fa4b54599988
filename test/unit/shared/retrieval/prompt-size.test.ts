import { describe, expect, it } from '@jest/globals';
import { promptTokens } from '../../../../bench/link/prompt-tokens.ts';
import { syntheticCatalog, syntheticQuestions } from '../../../../bench/link/synthetic-catalog.ts';

const MOST_TOKENS = 2_000;

describe('the prompt that SQL is written from', () => {
  it.each([10, 75, 396, 779])(
    'takes at most 2,000 tokens over %i tables, with metrics, values and examples',
    async (size) => {
      const catalog = syntheticCatalog(size);

      const sizes = await promptTokens(catalog, syntheticQuestions(catalog, 25));

      expect(Math.max(...sizes)).toBeLessThanOrEqual(MOST_TOKENS);
      expect(Math.min(...sizes)).toBeGreaterThan(MOST_TOKENS / 3);
    },
  );
});
