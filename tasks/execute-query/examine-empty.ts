import type { TextFilter } from '../../shared/contracts/question-machine.ts';
import type { Row } from '../../shared/contracts/rows.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import type { UnmatchedFilter } from '../../shared/retrieval/unmatched-filters.ts';

/** Whether a result says that there is nothing: no row, or one of nulls and zeros. */
export function isEmpty(rows: readonly Row[]): boolean {
  const [first, second] = rows;
  if (!first) return true;
  return second === undefined && first.every((cell) => cell === null || Number(cell) === 0);
}

/**
 * What is to be said of an empty result; throws SuspiciousEmptyResult when a filter's text is misspelt and may be
 * mended. A filter like nothing that is stored found nothing honestly: that is told.
 */
export function examineEmpty(unmatched: readonly UnmatchedFilter[], mayMend: boolean): string[] {
  const mendable = unmatched.filter(({ nearest }) => nearest.length > 0);
  if (mayMend && mendable.length > 0) {
    throw new InqueryError(
      'SuspiciousEmptyResult',
      `The query found nothing. ${unmatched.map(told).join(' ')}`,
      {
        detail: mendable.map(near).join('\n'),
      },
    );
  }
  return unmatched.map(told);
}

const literalsOf = ({ literals }: TextFilter) => literals.map(quoted).join(' or ');

function told({ filter }: UnmatchedFilter): string {
  const holds = filter.match === 'whole' ? 'is' : 'contains';
  return `No value of ${filter.table}.${filter.column} ${holds} ${literalsOf(filter)}.`;
}

const near = ({ filter, nearest }: UnmatchedFilter) =>
  `stored in ${filter.table}.${filter.column}, most like ${literalsOf(filter)}: ${nearest.map(quoted).join(', ')}`;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
