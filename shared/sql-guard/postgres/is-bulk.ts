import type { Place } from './environment.ts';
import { collects } from './is-aggregated.ts';
import { children, isNode, namesOf, ofKind, tagged } from './parse-tree.ts';
import { findColumn } from './scope.ts';

/** Whether a value may hold as many elements as a large table has rows: an aggregate or ARRAY(SELECT …) of one. */
export function isBulk(value: unknown, place: Place): boolean {
  const node = tagged(value);
  if (!node) return isNode(value) && children(value).some((part) => isBulk(part, place));
  const { kind, fields } = node;
  if (kind === 'SubLink') {
    const select = ofKind(fields.subselect, 'SelectStmt');
    const result = select && place.statement.subqueries.get(select);
    const isArray = fields.subLinkType === 'ARRAY_SUBLINK' && (result?.volume.tables ?? 0) > 1;
    return isArray || (result?.columns ?? []).some(({ bulk }) => bulk);
  }
  if (kind === 'ColumnRef') {
    const names = namesOf(fields.fields).filter(Boolean);
    const found = names.length > 0 ? findColumn(place.scope, names) : undefined;
    return found !== undefined && 'column' in found && (found.column.bulk ?? false);
  }
  if (collects(value) && (place.collected?.tables ?? 0) > 1) return true;
  return children(fields).some((part) => isBulk(part, place));
}
