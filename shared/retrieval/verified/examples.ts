import type { Catalog } from '../../contracts/catalog.ts';
import { estimateTokens } from '../../model/model-use.ts';
import { visibleIn } from './match-question.ts';
import { similarity, type VerifiedIndex } from './verified-index.ts';

/** Tokens that examples may take; the schema gets as many fewer where there are any. */
export const EXAMPLE_TOKENS = 200;
/** Below it a question has nothing in common with the one asked. */
const LEAST_SIMILARITY = 0.2;

/**
 * The verified queries nearest to a question, as the examples of a prompt: those whose tables and columns the
 * catalogue shows, as long as there is room. Empty when there are none.
 */
export function nearestExamples(
  { entries, vectors }: VerifiedIndex,
  vector: Float32Array,
  catalog: Catalog,
  most: number,
): string {
  const isVisible = visibleIn(catalog);
  const near = entries
    .map((query, at) => ({ query, similarity: similarity(vector, vectors[at] ?? new Float32Array()) }))
    .filter((candidate) => candidate.similarity >= LEAST_SIMILARITY && isVisible(candidate.query))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, most);
  return renderExamples(near.map(({ query }) => query));
}

/** The best ones that fit, a line of comment and the SQL each. */
export function renderExamples(near: readonly { question: string; sql: string }[]): string {
  const lines: string[] = [];
  for (const { question, sql } of near) {
    const example = `-- ${oneLine(question)}\n${sql}`;
    if (estimateTokens([...lines, example].join('\n')) <= EXAMPLE_TOKENS) lines.push(example);
  }
  return lines.join('\n');
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
