import { unsafe } from '../verdict.ts';
import type { Place } from './environment.ts';
import { isNode, namesOf } from './parse-tree.ts';
import type { Column, Relation } from './scope.ts';
import type { Member, Ties, Volume } from './volume.ts';

/** What one item of FROM brings. */
export interface FromItem {
  /** Names it can be asked by. */
  readonly relations: readonly Relation[];
  /** What `*` shows of it. */
  readonly columns: readonly Column[] | undefined;
  readonly members: readonly Member[];
}

/** Where FROM stands: the scope is that of the queries around. */
export interface FromPlace extends Place {
  readonly ties: Ties;
}

export interface Named {
  readonly columns: readonly Column[] | undefined;
  readonly volume: Volume;
  readonly alias: unknown;
  readonly name?: string;
  readonly schema?: string;
  readonly partial?: boolean;
  readonly composite?: boolean;
  readonly uses?: ReadonlySet<number>;
  readonly ties?: ReadonlySet<number>;
}

/** A relation of its own, under its alias when it has one; its columns come from it alone. */
export function named(place: FromPlace, given: Named): FromItem {
  const id = place.statement.nextId();
  const alias = isNode(given.alias) ? given.alias : {};
  const colnames = namesOf(alias.colnames);
  const { name = '', partial = false } = given;
  if (partial && colnames.length > 0) {
    throw unsafe(
      'hidden-columns',
      name,
      `${name} has columns you may not see, so its columns cannot be renamed`,
    );
  }
  const columns = given.columns?.map((column, index) => ({
    ...column,
    name: colnames[index] ?? column.name,
    origins: new Set([id]),
  }));
  const relation: Relation = {
    id,
    name: alias.aliasname === undefined ? given.name : String(alias.aliasname),
    schema: alias.aliasname === undefined ? given.schema : undefined,
    columns,
    composite: given.composite ?? true,
    partial,
  };
  for (const used of given.uses ?? []) place.uses.add(used);
  for (const tied of given.ties ?? []) place.ties.tie(id, tied);
  return { relations: [relation], columns, members: [{ id, volume: given.volume }] };
}
