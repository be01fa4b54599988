import type { Chunk } from '../linking/chunk.ts';
import { tableNamed } from './peek.ts';

/**
 * "How many products are there and how many are discontinued", "the number of customers and suppliers": the chunks
 * of each question that such a question consists of; undefined when it asks for one thing.
 */
export function splitCounts(chunks: readonly Chunk[]): (readonly Chunk[])[] | undefined {
  const first = chunks.findIndex((chunk) => isOp(chunk, 'count'));
  if (first < 0 || chunks.slice(0, first).some(({ kind }) => kind !== 'operator')) return undefined;
  return splitAtSecond(chunks, first) ?? splitTables(chunks, first);
}

function splitAtSecond(chunks: readonly Chunk[], first: number): (readonly Chunk[])[] | undefined {
  const second = chunks.findIndex((chunk, at) => at > first && isOp(chunk, 'count'));
  let joint = second - 1;
  while (isOp(chunks[joint], 'filler')) joint -= 1;
  const isOne = !chunks.slice(first, second).some((chunk) => isOp(chunk, 'stop'));
  return second > 0 && isOne && isOp(chunks[joint], 'and')
    ? [chunks.slice(0, joint), chunks.slice(second)]
    : undefined;
}

/** Two tables counted in one breath: what is said after them holds for both. */
function splitTables(chunks: readonly Chunk[], first: number): (readonly Chunk[])[] | undefined {
  const [, one, and, other, ...rest] = chunks.slice(first);
  if (!one || !other || !isOp(and, 'and') || !tableNamed(one) || !tableNamed(other)) return undefined;
  const head = chunks.slice(0, first + 1);
  return [
    [...head, one, ...rest],
    [...head, other, ...rest],
  ];
}

function isOp(chunk: Chunk | undefined, op: string): boolean {
  return chunk?.kind === 'operator' && chunk.operator.op === op;
}
