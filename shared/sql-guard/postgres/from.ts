import { findTable, type GuardTable, refuseCatalogue } from '../guard-scope.ts';
import { unsafe } from '../verdict.ts';
import { isPlainType } from './allowed-types.ts';
import type { Place, Statement } from './environment.ts';
import { visit, visitAll } from './expression.ts';
import { functionItem } from './from-function.ts';
import { type FromItem, type FromPlace, named } from './from-item.ts';
import { tieBy } from './origins-of.ts';
import { listOf, type Node, namesOf, ofKind, tagged } from './parse-tree.ts';
import { dataTime } from './quantity.ts';
import { type Column, dataColumn, type Relation, type Scope } from './scope.ts';
import { repeatedWork, SMALL_TABLE, TABLE, type Volume } from './volume.ts';

/** Everything in FROM, left to right: what stands to the left may be asked by what is lateral. */
export function resolveFrom(items: unknown, place: FromPlace): FromItem {
  return listOf(items).reduce<FromItem>(
    (left, item) => beside(left, resolveItem(item, place, left.relations)),
    { relations: [], columns: [], members: [] },
  );
}

function beside(left: FromItem, right: FromItem): FromItem {
  const columns = left.columns && right.columns && [...left.columns, ...right.columns];
  return {
    relations: [...left.relations, ...right.relations],
    columns,
    members: [...left.members, ...right.members],
  };
}

function resolveItem(item: unknown, place: FromPlace, left: readonly Relation[]): FromItem {
  const { kind = '', fields = {} } = tagged(item) ?? {};
  const resolve = RULES[kind];
  if (!resolve) throw unsafe('construct', kind, `${kind} may not stand in FROM`);
  return resolve(fields, place, left);
}

type Rule = (fields: Node, place: FromPlace, left: readonly Relation[]) => FromItem;

const RULES: Readonly<Record<string, Rule>> = {
  RangeVar: (fields, place) => tableItem(fields, place),
  RangeSubselect: subqueryItem,
  RangeFunction: functionItem,
  JoinExpr: joinItem,
  RangeTableSample: ({ relation, args, repeatable }, place, left) => {
    const scope = { relations: left, outer: place.scope };
    visitAll(args, { ...place, scope });
    visit(repeatable, { ...place, scope });
    return resolveItem(relation, place, left);
  },
};

function tableItem({ catalogname, schemaname, relname, alias }: Node, place: FromPlace): FromItem {
  const name = String(relname ?? '');
  const schema = schemaname === undefined ? undefined : String(schemaname);
  const query = schema === undefined && catalogname === undefined ? place.queries.get(name) : undefined;
  if (query) return named(place, { ...query(), alias, name });
  if (catalogname !== undefined)
    throw unsafe('other-database', name, `${name} is a table of another database`);
  refuseCatalogue({ schema, name });
  const table = findTable(place.statement.guard, { schema, name });
  const columns = table?.columns.map(({ name, type }) => baseColumn(name, type));
  const volume = sizeOfTable(table);
  const partial = table?.partial ?? false;
  return named(place, { columns, volume, alias, name, schema: table?.schema ?? schema, partial });
}

const FEW_ROWS = 1_000;

function sizeOfTable(table: GuardTable | undefined): Volume {
  const rows = table?.estimatedRows ?? -1;
  return rows >= 0 && rows <= FEW_ROWS ? SMALL_TABLE : TABLE;
}

const INTEGER = /^(big|small)?int(eger|2|4|8)?$/i;

function baseColumn(name: string, type: string | undefined): Column {
  const column = { ...dataColumn(name, 0), opaque: type === undefined || !isPlainType(type) };
  if (type !== undefined && INTEGER.test(type)) return { ...column, integer: true };
  if (/^date$/i.test(type ?? '')) return { ...column, quantity: dataTime('date') };
  return /^timestamp/i.test(type ?? '') && !type?.endsWith('[]')
    ? { ...column, quantity: dataTime('time') }
    : column;
}

function subqueryItem(
  { lateral, subquery, alias }: Node,
  place: FromPlace,
  left: readonly Relation[],
): FromItem {
  const select = ofKind(subquery, 'SelectStmt');
  if (!select) throw unsafe('construct', 'subquery', 'a subquery must be a SELECT');
  // Only a lateral subquery sees what stands to its left; the others see the queries around.
  const outer: Scope | undefined = lateral ? { relations: left, outer: place.scope } : place.scope;
  const result = place.statement.resolveQuery(select, outer, place.queries);
  const volume = lateral && result.uses.size > 0 ? repeatedWork(result) : result.volume;
  return named(place, { ...result, volume, alias });
}

function joinItem(fields: Node, place: FromPlace, left: readonly Relation[]): FromItem {
  const first = resolveItem(fields.larg, place, left);
  const second = resolveItem(fields.rarg, place, [...left, ...first.relations]);
  const both = beside(first, second);
  const using = fields.isNatural ? commonColumns(first, second) : namesOf(fields.usingClause);
  for (const name of using) tieColumns(name, first, second, place);
  const scope = { relations: both.relations, outer: place.scope };
  const inJoin: Place = { ...place, scope };
  visit(fields.quals, inJoin);
  if (fields.quals) tieBy(fields.quals, inJoin, place.ties);
  const merged = { ...both, columns: mergedColumns(first, second, using) };
  const usingAlias = ofAlias(fields.join_using_alias);
  const withUsing = usingAlias
    ? {
        ...merged,
        relations: [
          ...merged.relations,
          joinRelation(usingAlias, pick(merged.columns, using), place.statement),
        ],
      }
    : merged;
  return fields.alias ? aliasedJoin(fields.alias, withUsing, place.statement) : withUsing;
}

const ofAlias = (alias: unknown) => {
  const { aliasname, colnames } = (alias ?? {}) as Node; // a bare Alias node, by the first pass
  return aliasname === undefined ? undefined : { name: String(aliasname), colnames: namesOf(colnames) };
};

const pick = (columns: readonly Column[] | undefined, names: readonly string[]) =>
  columns?.filter(({ name }) => names.includes(name));

function joinRelation(
  { name, colnames }: { name: string; colnames: readonly string[] },
  columns: readonly Column[] | undefined,
  statement: Statement,
): Relation {
  const renamed = columns?.map((column, index) => ({ ...column, name: colnames[index] ?? column.name }));
  return { id: statement.nextId(), name, columns: renamed, composite: true, partial: false };
}

/** A join under an alias hides the names inside. */
function aliasedJoin(alias: unknown, item: FromItem, statement: Statement): FromItem {
  const given = ofAlias(alias);
  if (!given) return item;
  const relation = joinRelation(given, item.columns, statement);
  const partial = item.relations.some((inner) => inner.partial);
  return { relations: [{ ...relation, partial }], columns: relation.columns, members: item.members };
}

function commonColumns(first: FromItem, second: FromItem): string[] {
  const hidden = [...first.relations, ...second.relations].find(({ partial }) => partial);
  if (hidden) {
    throw unsafe(
      'hidden-columns',
      hidden.name ?? '',
      'NATURAL JOIN might use columns you may not see: write ON or USING',
    );
  }
  const names = new Set(second.columns?.map(({ name }) => name));
  return (first.columns ?? []).map(({ name }) => name).filter((name) => names.has(name));
}

function tieColumns(name: string, first: FromItem, second: FromItem, place: FromPlace): void {
  const from = (item: FromItem) => {
    const column = item.columns?.find((candidate) => candidate.name === name);
    if (item.columns && !column) {
      // Found and told by the same rule as any other reference.
      visit(
        { ColumnRef: { fields: [{ String: { sval: name } }] } },
        { ...place, scope: { relations: item.relations } },
      );
    }
    return column?.origins ?? new Set(item.members.map(({ id }) => id));
  };
  for (const a of from(first)) for (const b of from(second)) place.ties.tie(a, b);
}

/** As `*` shows a join: what USING merges first, then the rest of each side. */
function mergedColumns(first: FromItem, second: FromItem, using: readonly string[]) {
  if (!first.columns || !second.columns) return undefined;
  const merged = using.flatMap((name) => first.columns?.find((column) => column.name === name) ?? []);
  const rest = [...first.columns, ...second.columns].filter(({ name }) => !using.includes(name));
  return [...merged, ...rest];
}
