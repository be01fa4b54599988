import { type CatalogColumn, type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import { estimateTokens } from '../model/model-use.ts';
import { type Detail, renderSchema, shownColumns } from './render-schema.ts';

export interface FittedSchema {
  readonly text: string;
  readonly tokens: number;
  readonly tables: readonly CatalogTable[];
  /** Columns shown, as schema.table.column. */
  readonly columns: readonly string[];
}

/** What the question has to do with, by schema.table.column. */
export interface Interest {
  /** How much; 0 for columns not in the map. */
  readonly columns: ReadonlyMap<string, number>;
  /** Values it names. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Values listed per column and characters of a description, from generous to short. */
const LEVELS = [
  { values: 12, description: 400 },
  { values: 8, description: 200 },
  { values: 4, description: 120 },
  { values: 2, description: 80 },
];
/** Then only columns of interest are told about, and then hardly. */
const SHORT_LEVELS = [
  { values: 2, description: 60 },
  { values: 0, description: 40 },
];
/** Less than a word of the question that a column's name begins with, more than a distant likeness. */
const USUAL_INTEREST = 0.4;
const USUAL_NAME = /(name|title|date|year|id)$/i;
const USUAL_TYPE = /^(date|time)/i;
/** Rather than show fewer columns a table than this, on average, the last table goes. */
const FEWEST_COLUMNS = 5;

/**
 * The tables as text within a budget of tokens (four characters a token): values and descriptions are cut short first,
 * those of columns of no interest go, then these columns themselves, the last of each table first (keys always stay),
 * then the tables that ranked last. The keys of the first table are shown whatever the budget.
 */
export function fitSchema(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  interest: Interest,
  budget: number,
): FittedSchema {
  const render = (detail: Partial<Detail>) => renderWithin(tables, relationships, interest, detail);
  const fits = ({ tokens }: FittedSchema) => tokens <= budget;
  for (const level of LEVELS) {
    const fitted = render(level);
    if (fits(fitted)) return fitted;
  }
  const columns = columnsByInterest(tables, interest);
  const noted = new Set(columns.filter((id) => interestIn(id, interest) > 0));
  for (const level of SHORT_LEVELS) {
    const fitted = render({ ...level, noted });
    if (fits(fitted)) return fitted;
  }
  const fewer = (count: number) => render({ noted, columns: new Set(columns.slice(0, count)) });
  const least = Math.min(columns.length, tables.length * FEWEST_COLUMNS);
  if (fits(fewer(least))) return most(least, columns.length, fewer, fits);
  if (tables.length > 1) return fitSchema(tables.slice(0, -1), relationships, interest, budget);
  return most(0, columns.length, fewer, fits);
}

function renderWithin(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  { values: hits }: Interest,
  detail: Partial<Detail>,
): FittedSchema {
  const whole = { values: 0, description: 0, hits, ...detail };
  const text = renderSchema(tables, relationships, whole);
  return {
    text,
    tokens: estimateTokens(text),
    tables,
    columns: shownColumns(tables, relationships, whole),
  };
}

/** What `make` gives for the greatest count that fits, found by halving; for the least one when none does. */
function most<T>(least: number, greatest: number, make: (count: number) => T, fits: (made: T) => boolean): T {
  let [low, high, best] = [least, greatest, make(least)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const made = make(middle);
    if (fits(made)) [low, best] = [middle, made];
    else high = middle - 1;
  }
  return best;
}

/** Columns, those of most interest first; of the others the first ones of every table before the next. */
function columnsByInterest(tables: readonly CatalogTable[], interest: Interest): string[] {
  return tables
    .flatMap((table) =>
      table.columns.map((column, position) => {
        const id = `${tableId(table)}.${column.name}`;
        const usual = isUsual(column) ? USUAL_INTEREST : 0;
        return { id, position, interest: Math.max(interestIn(id, interest), usual) };
      }),
    )
    .sort((a, b) => b.interest - a.interest || a.position - b.position)
    .map(({ id }) => id);
}

/** A value that is named says more than any word. */
function interestIn(id: string, { columns, values }: Interest): number {
  return (columns.get(id) ?? 0) + (values.has(id) ? 1 : 0);
}

/** Names, dates and what looks like a key are needed in questions that don't speak of them. */
function isUsual({ name, type }: CatalogColumn): boolean {
  return USUAL_NAME.test(name) || USUAL_TYPE.test(type);
}
