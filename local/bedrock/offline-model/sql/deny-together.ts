import type { Step } from '../joins/join-path.ts';
import type { Condition, Related } from '../query/query.ts';
import type { Table } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';

/** Conditions that are reached over the same rows of one table: the event they are all about. */
export interface EventGroup {
  readonly event: Table;
  readonly members: readonly { readonly related: Related; readonly path: readonly Step[] }[];
}

const isPeriod = ({ kind }: Condition) => kind === 'period';

/**
 * "Did not buy prawns in 2025": the year is that of what is denied. "Bought prawns in 2024 but not in 2025": what
 * was bought is denied as well. Where it is not clear how far the denial goes, it is refused.
 */
export function denyTogether(
  { event, members }: EventGroup,
  told: readonly Related[],
  denied: readonly Related[],
  join: (told: readonly Related[]) => Related[],
): Related[] {
  const order = members.map(({ related }) => related);
  const first = Math.min(...denied.map((one) => order.indexOf(one)));
  const after = told.filter((one) => order.indexOf(one) > first);
  const before = told.filter((one) => order.indexOf(one) < first);
  const unclear = () => new Unreadable(`it is not clear how far the denial goes for ${event.name}`);
  if (after.length > 0) {
    const [deed, ...more] = denied;
    const periods = after.flatMap(({ where }) => where);
    if (before.length + more.length > 0 || !deed || !periods.every(isPeriod)) throw unclear();
    return [{ ...deed, table: event, where: [...deed.where, ...periods], also: alsoOf(deed) }];
  }
  const isTimed = before.some(({ where }) => where.some(isPeriod));
  const rest = before.flatMap(({ where }) => where).filter((one) => !isPeriod(one));
  return [
    ...join(before),
    ...denied.map((one): Related => {
      const onlyTimed = one.where.length > 0 && one.where.every(isPeriod);
      if (onlyTimed && rest.length > 0) return { ...one, table: event, where: [...rest, ...one.where] };
      if (isTimed && !onlyTimed && !one.where.some(isPeriod)) throw unclear();
      return one;
    }),
  ];
}

/** A denial without conditions is one of rows of its table, which has to stay joined. */
function alsoOf({ table, where, also = [] }: Related): Related['also'] {
  return where.length === 0 ? [table, ...also] : also;
}
