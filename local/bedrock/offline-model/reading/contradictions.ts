import { shortestPaths } from '../joins/join-path.ts';
import type { Condition, Literal } from '../query/query.ts';
import type { Column, Schema, Table } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';

interface Bounds {
  low?: Literal;
  high?: Literal;
  /** Whether a bound itself is left out. */
  isOpen?: boolean;
}

/** "Born before 1945 and after 1955": no row meets both, so different rows must be meant. */
export function refuseContradictions(conditions: readonly Condition[]): void {
  const bounds = new Map<Column, Bounds>();
  for (const condition of conditions) {
    if (condition.kind !== 'compare' && condition.kind !== 'period') continue;
    const known = bounds.get(condition.column) ?? {};
    const { low, high, isOpen } = boundsOf(condition);
    if (isOpen) known.isOpen = true;
    if (low !== undefined && (known.low === undefined || low > known.low)) known.low = low;
    if (high !== undefined && (known.high === undefined || high < known.high)) known.high = high;
    bounds.set(condition.column, known);
    if (known.low === undefined || known.high === undefined) continue;
    if (known.low > known.high || (known.isOpen && known.low === known.high))
      throw new Unreadable(`no row can meet both conditions on ${condition.column.name}`);
  }
}

/** "Teachers whose courses have not been arranged", courses being reached over what is denied. */
export function refuseDeniedPaths(schema: Schema, entity: Table, related: Draft['related']): void {
  const denied = related.filter(({ negated, where }) => negated && where.length === 0);
  for (const { table } of related.filter(({ negated }) => !negated)) {
    const [path = []] = shortestPaths(schema, [entity.key], table.key);
    const over = denied.find((one) => path.some(({ to }) => to === one.table.key));
    if (over)
      throw new Unreadable(`it is not clear what there is none of: ${table.name} or ${over.table.name}`);
  }
}

function boundsOf(condition: Extract<Condition, { kind: 'compare' | 'period' }>): Bounds {
  if (condition.kind === 'period') {
    const { from: low, to: high } = condition;
    // A whole period may be one of several in which something happened.
    if (low !== undefined && high !== undefined) return {};
    return low === undefined ? { ...(high !== undefined && { high }), isOpen: true } : { low };
  }
  const { comparison, value } = condition;
  if (comparison === '=') return { low: value, high: value };
  if (comparison === '<>') return {};
  const isOpen = comparison === '>' || comparison === '<';
  return comparison.startsWith('>') ? { low: value, isOpen } : { high: value, isOpen };
}
