import type { Chunk } from './chunk.ts';

/** Whether the chunk says that the number before it is in percent. */
export function isPercent({ text }: Chunk): boolean {
  return /^(%|percent)$/i.test(text);
}

/** Notes that the last number is in percent, and the one it is joined with as well: "between 10 and 20%". */
export function markPercent(chunks: Chunk[]): void {
  markAt(chunks, chunks.length - 1);
  if (/^(and|or|to)$/i.test(chunks.at(-2)?.text ?? '')) markAt(chunks, chunks.length - 3);
}

function markAt(chunks: Chunk[], at: number): void {
  const chunk = chunks[at];
  if (chunk?.kind === 'number') chunks[at] = { ...chunk, percent: true };
}
