import type { Direction } from '../linking/operators.ts';
import { displayColumns } from '../query/display-columns.ts';
import type { Expression } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { isOperator, itemsAt, operatorAt, skip, tableNamed } from './peek.ts';
import { pickItem } from './pick-item.ts';

/** "Sorted by name", "in descending order of age", "alphabetically". */
export function readOrder(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op === 'direction') return readDirection(draft, operator.direction);
  if (operator?.op === 'alphabetical') {
    draft.at += 1;
    if (!readKeys(draft, 'asc')) orderByFirst(draft, 'asc');
    return true;
  }
  if (operator?.op !== 'order' || isAgent(draft)) return false;
  draft.at = skip(draft, draft.at + 1);
  const ahead = operatorAt(draft);
  const direction = ahead?.op === 'direction' ? ahead.direction : 'asc';
  if (ahead?.op === 'direction' || ahead?.op === 'alphabetical') draft.at += 1;
  if (!readKeys(draft, direction)) throw new Unreadable('it is not clear what to sort by');
  return true;
}

function readDirection(draft: Draft, direction: Direction): boolean {
  const fits = draft.order.length > 0 && draft.limit === undefined;
  draft.at += 1;
  const explicit = / (of|by)$/.test(draft.chunks[draft.at - 1]?.text ?? '') || !fits;
  if (explicit && readKeys(draft, direction)) return true;
  if (fits) draft.order = draft.order.map(({ by }) => ({ by, direction }));
  else orderByFirst(draft, direction);
  return true;
}

/** Reads what to sort by; false when nothing of the kind follows. */
function readKeys(draft: Draft, direction: Direction): boolean {
  let found = false;
  for (;;) {
    const next = skip(
      draft,
      draft.at,
      ...(found ? (['and', 'filler', 'of'] as const) : (['filler', 'of'] as const)),
    );
    if (found && !isOperator(draft, draft.at, 'and')) return true;
    const key = keyAt(draft, next);
    if (!key) return found;
    draft.order.push({ by: key, direction });
    found = true;
  }
}

function keyAt(draft: Draft, at: number): Expression | undefined {
  const operator = operatorAt(draft, at);
  const counted = operator?.op === 'count';
  const aggregate = operator?.op === 'aggregate' ? operator : undefined;
  const next = operator ? skip(draft, at + 1) : at;
  if (operator && !counted && !aggregate) return undefined;
  const before = draft.at;
  draft.at = next;
  const picked = pickItem(draft, itemsAt(draft, next), counted ? 'table' : 'column');
  if (!picked && counted && draft.entity) {
    draft.at = next;
    return { kind: 'count', table: draft.entity };
  }
  if (!picked || (aggregate && picked.kind !== 'column')) {
    draft.at = before;
    return undefined;
  }
  draft.at = next + 1;
  if (picked.kind === 'table') return { kind: 'count', table: picked.table };
  return aggregate && picked.kind === 'column'
    ? { kind: 'aggregate', fn: aggregate.fn, column: picked.column }
    : picked;
}

function orderByFirst(draft: Draft, direction: Direction): void {
  const table = draft.entity ?? draft.focus[0];
  const names = table ? displayColumns(draft.schema, table) : [];
  const first = draft.select[0] ?? names.map((column) => ({ kind: 'column' as const, column }))[0];
  if (!first) throw new Unreadable('it is not clear what to sort by');
  draft.order.push({ by: first, direction });
}

/** "Products ordered by customers in Spain": those who did it stand behind the participle, nothing is sorted. */
function isAgent(draft: Draft): boolean {
  const participle = /^(ordered|listed|arranged) by$/i.test(draft.chunks[draft.at]?.text ?? '');
  return participle && tableNamed(draft.chunks[skip(draft, draft.at + 1)]) !== undefined;
}
