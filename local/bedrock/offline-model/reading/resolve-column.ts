import { shortestPaths } from '../joins/join-path.ts';
import type { Candidate } from '../lexicon/item.ts';
import type { Chunk } from '../linking/chunk.ts';
import { displayColumns } from '../query/display-columns.ts';
import { type Column, isForeignKey, type Table } from '../schema/schema.ts';
import { ambiguous, twinsOf } from './ambiguous-column.ts';
import type { Draft } from './draft.ts';
import { isOperator, isText, itemsAt, tableAhead, tableNamed } from './peek.ts';
import { sameThing } from './same-thing.ts';
import { shareSpoken } from './spoken-words.ts';

const LATEST = 0.3;
const NAMED = 0.1;
const AHEAD = 0.35;
const FOREIGN = 0.06;
const DISPLAY = 0.06;
const DISTANCE = 0.05;
const SELECTED = 0.15;
const SPOKEN = 0.4;
const FAR = 4;
const MARGIN = 0.04;

/** The column meant, judged by its name and by the tables named around it; undefined when none is possible. */
export function resolveColumn(
  draft: Draft,
  candidates: readonly Candidate[],
  accepts: (column: Column) => boolean = () => true,
): Column | undefined {
  const ahead = draft.mode === 'select' && !isPossessed(draft) ? tableAhead(draft, draft.at + 1) : undefined;
  const possible = candidates.flatMap(({ item, score }) =>
    item.kind === 'column' && accepts(item.column) ? [{ column: item.column, score }] : [],
  );
  if (possible.length < 2) return possible[0]?.column;
  const ranked = possible
    .map(({ column, score }) => ({ column, score: score + bonus(draft, column, ahead) }))
    .sort((left, right) => right.score - left.score);
  const [best, second] = ranked;
  if (best && second && best.score - second.score < MARGIN && !sameThing(draft, best.column, second.column)) {
    throw ambiguous(draft, [...equallyGood(ranked), ...twinsOf(draft, best.column, candidates)]);
  }
  return best?.column;
}

/** All that the best one does not stand out from. */
function equallyGood(ranked: readonly { column: Column; score: number }[]): Column[] {
  const best = ranked[0]?.score ?? 0;
  return ranked.filter(({ score }) => best - score < MARGIN).map(({ column }) => column);
}

/** "Its id" is of what was named before, not of what comes next. */
function isPossessed(draft: Draft): boolean {
  return draft.focus.length > 0 && isPossessedAt(draft, draft.at);
}

/** Also further on in the list: "its id, name and country". */
export function isPossessedAt(draft: Draft, at: number): boolean {
  if (isText(draft, at - 1, 'its', 'their', 'his', 'her')) return true;
  const before = skipBack(draft, at - 1);
  const isItem = before < at - 1 && itemsAt(draft, before).length > 0 && !tableNamed(draft.chunks[before]);
  return isItem && isPossessedAt(draft, before);
}

function skipBack(draft: Draft, from: number): number {
  let at = from;
  while (isOperator(draft, at, 'and', 'nameOf')) at -= 1;
  return at;
}

function bonus(draft: Draft, column: Column, ahead: Table | undefined): number {
  const named = draft.focus.findIndex(({ key }) => key === column.table);
  const near =
    ahead?.key === column.table ? AHEAD : named === 0 ? (ahead ? NAMED : LATEST) : named > 0 ? NAMED : 0;
  const owner = draft.schema.tables.find(({ key }) => key === column.table);
  const display = owner && displayColumns(draft.schema, owner).includes(column) ? DISPLAY : 0;
  return (
    near +
    SPOKEN * shareSpoken(draft, column) -
    DISTANCE * distanceToNamed(draft, column) +
    display +
    (draft.select.some((one) => one.kind === 'column' && one.column === column) ? SELECTED : 0) -
    (isForeignKey(draft.schema, column) ? FOREIGN : 0)
  );
}

/** How many relationships away the nearest table named anywhere in the question is. */
function distanceToNamed(draft: Draft, column: Column): number {
  const named = draft.chunks.flatMap((chunk) => tableNamed(chunk)?.key ?? tableOfValue(chunk));
  if (named.length === 0 || named.includes(column.table)) return 0;
  return shortestPaths(draft.schema, [...new Set(named)], column.table)[0]?.length ?? FAR;
}

/** The table of a value that stands in one only. */
function tableOfValue(chunk: Chunk): string[] {
  const tables =
    chunk.kind === 'value' ? new Set(chunk.candidates.map(({ column }) => column.table)) : new Set<string>();
  return tables.size === 1 ? [...tables] : [];
}
