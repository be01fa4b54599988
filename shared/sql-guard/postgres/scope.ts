import { Refusal } from '../verdict.ts';
import type { Quantity } from './quantity.ts';

/** A column of something in FROM, with what is known of its values. */
export interface Column {
  readonly name: string;
  /** The columns of its value where that is a row. */
  readonly row?: readonly Column[];
  /** Whether its value may be a row of a type nobody knows here. */
  readonly opaque: boolean;
  /** Bytes of its value that the statement itself makes; data counts a nominal size. */
  readonly size: number;
  readonly quantity?: Quantity;
  /** Whether it may hold as many elements as a large table has rows. */
  readonly bulk?: boolean;
  /** Whether it is sure to be a whole number. */
  readonly integer?: boolean;
  /** The relations it comes from, by id. */
  readonly origins: ReadonlySet<number>;
}

/** One thing in FROM that columns can be asked of by its name. */
export interface Relation {
  readonly id: number;
  readonly name?: string;
  /** The schema of a table that stands under no alias: its columns may be asked for as schema.table.column. */
  readonly schema?: string;
  /** Undefined where nothing is known of the table. */
  readonly columns?: readonly Column[];
  /** Whether the whole row is one of named columns, not the one value of a function. */
  readonly composite: boolean;
  /** Whether it has columns this principal may not see. */
  readonly partial: boolean;
}

/** What names mean at one place of a statement. */
export interface Scope {
  readonly relations: readonly Relation[];
  /** Names the SELECT list gives, which ORDER BY and GROUP BY may use. */
  readonly outputs?: readonly Column[];
  readonly outer?: Scope;
}

export type Found =
  | { readonly column: Column }
  | { readonly relation: Relation; readonly columns: readonly Column[] | undefined };

export const NOMINAL_SIZE = 32;
const MOST_NAMES_TOLD = 20;

const levels = (scope: Scope | undefined): Scope[] => (scope ? [scope, ...levels(scope.outer)] : []);

export const dataColumn = (name: string, id: number): Column => ({
  name,
  opaque: true,
  size: NOMINAL_SIZE,
  origins: new Set([id]),
});

/** What a column reference stands for. Throws UnknownColumn unless it is sure to be no call of a function. */
export function findColumn(scope: Scope, names: readonly string[]): Found {
  if (names.length === 1) return findUnqualified(scope, names[0] ?? '');
  const relation = findRelation(scope, names.slice(0, -1));
  return { column: columnOf(relation, names.at(-1) ?? '') };
}

/** The nearest relation of that name. */
export function findRelation(scope: Scope, names: readonly string[]): Relation {
  const [name = '', ...more] = names.toReversed();
  const [schema] = more;
  const fits = (relation: Relation) =>
    relation.name === name && (schema === undefined || (more.length === 1 && relation.schema === schema));
  for (const { relations } of levels(scope)) {
    const found = relations.find(fits);
    if (found) return found;
  }
  const written = names.join('.');
  throw new Refusal(
    'unknown-column',
    written,
    `There is no table or alias ${written} at this place of the query.`,
  );
}

export function columnOf(relation: Relation, name: string): Column {
  if (!relation.columns) return dataColumn(name, relation.id);
  const found = relation.columns.find((column) => column.name === name);
  if (found) return found;
  throw unknownColumn(`${relation.name}.${name}`, relation.columns);
}

function findUnqualified(scope: Scope, name: string): Found {
  const all = levels(scope);
  for (const { relations } of all) {
    for (const { columns } of relations) {
      const column = columns?.find((candidate) => candidate.name === name);
      if (column) return { column };
    }
    const whole = relations.find((relation) => relation.name === name);
    if (whole && !whole.columns) return { relation: whole, columns: undefined };
    const [unknown, second] = relations.filter(({ columns }) => !columns);
    // Nothing is known of one table: the name is taken for a column of it.
    if (unknown)
      return { column: { ...dataColumn(name, unknown.id), ...(second && { origins: new Set([-1]) }) } };
  }
  const relation = all.flatMap(({ relations }) => relations).find((candidate) => candidate.name === name);
  if (relation) return { relation, columns: relation.columns };
  const output = all.flatMap(({ outputs = [] }) => outputs).find((column) => column.name === name);
  if (output) return { column: output };
  throw unknownColumn(
    name,
    all.flatMap(({ relations }) => relations).flatMap(({ columns = [] }) => columns),
  );
}

function unknownColumn(written: string, columns: readonly Column[]): Refusal {
  const names = [...new Set(columns.map(({ name }) => name))];
  const told = names.slice(0, MOST_NAMES_TOLD).join(', ');
  const hint = names.length > 0 ? ` There are: ${told}${names.length > MOST_NAMES_TOLD ? ', …' : ''}.` : '';
  return new Refusal('unknown-column', written, `There is no column ${written}.${hint}`);
}
