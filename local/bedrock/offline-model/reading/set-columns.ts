import type { Candidate } from '../lexicon/item.ts';
import type { SetQuery } from '../query/set-query.ts';
import type { Table } from '../schema/schema.ts';

const SURE = 0.9;

/** The column that the words name in each of two tables; undefined when one has none of the kind. */
export function setColumns(
  candidates: readonly Candidate[],
  left: Table,
  right: Table,
): SetQuery['columns'] | undefined {
  const [one, other] = [left, right].map(({ key }) => {
    const [best, second] = candidates.flatMap(({ item, score }) =>
      item.kind === 'column' && item.column.table === key && score >= SURE ? [item.column] : [],
    );
    return second ? undefined : best;
  });
  return one && other && one.kind === other.kind ? [one, other] : undefined;
}
