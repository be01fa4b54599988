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
];
/** Then only the columns of the better half of the tables are told about, and those of interest. */
const LEADING_LEVELS = [
  { values: 4, description: 120 },
  { values: 0, description: 60 },
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
/** Renderings spent on finding how many columns fit. */
const GUESSES = 4;

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
  const columns = columnsByInterest(tables, interest);
  const noted = new Set(columns.filter((id) => interestIn(id, interest) > 0));
  const leading = tables.slice(0, Math.ceil(tables.length / 2));
  const led = new Set([...noted, ...leading.flatMap(columnIds)]);
  const levels: readonly Partial<Detail>[] = [
    ...LEVELS,
    ...LEADING_LEVELS.map((level) => ({ ...level, noted: led })),
    ...SHORT_LEVELS.map((level) => ({ ...level, noted })),
  ];
  const fitted = firstThatFits(levels, render, fits);
  if (fitted) return fitted;
  const fewer = (count: number) => render({ noted, columns: new Set(columns.slice(0, count)) });
  const least = Math.min(columns.length, tables.length * FEWEST_COLUMNS);
  const fewest = fewer(least);
  if (fits(fewest)) return withMore(fewest, least, columns.length, fewer, budget);
  if (tables.length > 1) return fitSchema(tables.slice(0, -1), relationships, interest, budget);
  return withMore(fewer(0), 0, columns.length, fewer, budget);
}

/** The most generous level that fits, found by halving: each is shorter than the one before. */
function firstThatFits<Level>(
  levels: readonly Level[],
  render: (level: Level) => FittedSchema,
  fits: (fitted: FittedSchema) => boolean,
): FittedSchema | undefined {
  let [low, high] = [0, levels.length];
  let found: FittedSchema | undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const level = levels[middle];
    const fitted = level && render(level);
    if (fitted && fits(fitted)) [found, high] = [fitted, middle];
    else low = middle + 1;
  }
  return found;
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

/**
 * As many more columns as the budget allows. They take about as much room each, so that a few guesses by proportion
 * come close to the most that fit.
 */
function withMore(
  fewest: FittedSchema,
  least: number,
  all: number,
  make: (count: number) => FittedSchema,
  budget: number,
): FittedSchema {
  let [low, best, high, highest] = [least, fewest, all, make(all)];
  if (highest.tokens <= budget) return highest;
  for (let guess = 0; guess < GUESSES && high - low > 1; guess++) {
    const share = (budget - best.tokens) / (highest.tokens - best.tokens);
    const count = Math.min(high - 1, Math.max(low + 1, low + Math.floor(share * (high - low))));
    const made = make(count);
    if (made.tokens <= budget) [low, best] = [count, made];
    else [high, highest] = [count, made];
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

const columnIds = (table: CatalogTable) => table.columns.map(({ name }) => `${tableId(table)}.${name}`);

/** A value that is named says more than any word. */
function interestIn(id: string, { columns, values }: Interest): number {
  return (columns.get(id) ?? 0) + (values.has(id) ? 1 : 0);
}

/** Names, dates and what looks like a key are needed in questions that don't speak of them. */
function isUsual({ name, type }: CatalogColumn): boolean {
  return USUAL_NAME.test(name) || USUAL_TYPE.test(type);
}
