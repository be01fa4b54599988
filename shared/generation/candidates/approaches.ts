/**
 * What each further candidate is told, so that it does not go the way of those before it. The first one is written
 * by the prompt alone.
 */
const APPROACHES = [
  'Before you write, list for yourself the tables the question needs and the join between each two of them; where two joins are possible, take the one the question means.',
  'Before you write, decide what one row of the result stands for, and whether any join repeats the rows that are counted or summed; write the query so that none is.',
  'Before you write, read every condition of the question again: each must stand in the query, on the column that means it, and no other may.',
  'Write the query in steps with WITH, each step one plain thought.',
] as const;

/** The words that a candidate's prompt ends its rules with; none for the first. */
export function approachOf(variant: number): string | undefined {
  return variant === 0 ? undefined : APPROACHES[(variant - 1) % APPROACHES.length];
}
