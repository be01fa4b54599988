import type { GuardScope, GuardTable } from './guard-scope.ts';
import { Refusal } from './verdict.ts';

/** What a statement says of columns: the tables it reads, names it gives itself, and names it asks for. */
export interface NamesUsed {
  readonly tables: readonly GuardTable[];
  readonly given: ReadonlySet<string>;
  /** Each as written, its parts from left to right. */
  readonly asked: readonly (readonly string[])[];
  /** Aliases of those tables. */
  readonly aliases: ReadonlyMap<string, GuardTable>;
  readonly hasStar: boolean;
}

/**
 * Refuses a column that is neither one the reader may see of a table the statement reads, nor a name the statement
 * gives. Names are compared without regard to case, as Redshift and Athena do.
 */
export function checkNames(scope: GuardScope, names: NamesUsed): void {
  if (!scope.tables) return;
  const hidden = names.tables.find(({ partial }) => partial);
  if (hidden && names.hasStar) {
    throw new Refusal(
      'hidden-columns',
      hidden.name,
      `${hidden.name} has columns you may not see: name the columns you need.`,
    );
  }
  const visible = new Set(names.tables.flatMap(columnNames));
  for (const parts of names.asked)
    checkAsked(
      parts.map((part) => part.toLowerCase()),
      names,
      visible,
    );
}

const columnNames = ({ columns }: GuardTable) => columns.map(({ name }) => name.toLowerCase());

function checkAsked(
  parts: readonly string[],
  { aliases, given }: NamesUsed,
  visible: ReadonlySet<string>,
): void {
  const [first = '', second] = parts;
  const table = second === undefined ? undefined : aliases.get(first);
  const isKnown = table
    ? columnNames(table).includes(second ?? '')
    : parts.some((part) => visible.has(part) || given.has(part));
  if (isKnown) return;
  const told = [...(table ? columnNames(table) : visible)].slice(0, 20).join(', ');
  throw new Refusal(
    'unknown-column',
    parts.join('.'),
    `There is no column ${parts.join('.')}.${told && ` There are: ${told}.`}`,
  );
}
