import { contentWords } from '../language/content-words.ts';
import { stem } from '../language/stem.ts';
import { descriptionNames } from '../lexicon/description-names.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import type { Entry, Measure } from '../lexicon/item.ts';
import { columnAt } from '../linking/value-index.ts';
import { type Column, isKey, type Schema, type Table } from '../schema/schema.ts';
import { averageOf, findSalesLines, ordersOf, revenueOf, type SalesLines, unitsOf } from './sales-lines.ts';

const AMOUNT_WORDS = ['amount', 'payment', 'paid', 'revenue', 'sales', 'total', 'value'];
const REVENUE_WORDS = ['revenue', 'sales', 'turnover', 'income', 'spend', 'spent'];
const UNIT_WORDS = ['unit', 'quantity', 'item', 'piece'];
const VALUE_WORDS = ['value', 'size', 'amount'];
const SELL_WORDS = ['sell', 'order', 'buy', 'purchase'];

/** Measures that words can name: those of the `<metrics>` block, and what sales lines add up to. */
export function buildMeasures(schema: Schema, metricsBlock: string): Entry[] {
  const told = metricsBlock.split('\n').flatMap((line) => readMetric(schema, line));
  const lines = findSalesLines(schema);
  const revenue = namesRevenue(told) ? undefined : ((lines && revenueOf(lines)) ?? amountMeasure(schema));
  return [
    ...told,
    ...(revenue
      ? [
          entry(
            revenue,
            REVENUE_WORDS.map((word) => [stem(word)]),
          ),
        ]
      : []),
    ...(lines ? [unitsSold(lines), ...averageValue(schema, lines)] : []),
  ];
}

function namesRevenue(entries: readonly Entry[]): boolean {
  return entries.some(({ names }) => names.some(({ words }) => words.includes(stem('revenue'))));
}

/** `name: description (also other names) = SQL expression over tables`, an aggregate of columns that are shown. */
function readMetric(schema: Schema, line: string): Entry[] {
  const [, name, description = '', sql] = /^\s*[-*]?\s*([^:]+):\s*(.*?)\s*=\s(.+?)\s*$/.exec(line) ?? [];
  if (!name || !sql) return [];
  const [, expression = sql, over = ''] = /^(.+) over ([\w.", ]+)$/.exec(sql) ?? [];
  const parts = expressionParts(schema, expression, over.split(', '));
  const isAggregate = /\b(sum|count|avg|min|max)\s*\(/i.test(expression);
  if (!isAggregate || !parts.some((part) => typeof part !== 'string')) return [];
  const [, meaning = description, also = ''] = /^(.*?)\s*\(also ([^)]*)\)$/.exec(description) ?? [];
  const names = [name.replaceAll('_', ' '), meaning, ...also.split(', ')].map(contentWords);
  return [
    entry(
      { label: name.trim(), parts },
      names.filter((words) => words.length > 0),
    ),
  ];
}

/** Text in quotes, then names of one to three parts. */
const TEXT_OR_NAME = /('(?:[^']|'')*'|(?:"[^"]+"|[A-Za-z_]\w*)(?:\.(?:"[^"]+"|[A-Za-z_]\w*)){0,2})/;

function expressionParts(schema: Schema, sql: string, tables: readonly string[]): (string | Column)[] {
  return sql.split(TEXT_OR_NAME).map((part) => {
    const found = [part, ...tables.map((table) => `${table}.${part}`)].map((name) => columnAt(schema, name));
    return found.find((column) => column !== undefined) ?? part;
  });
}

function entry(measure: Measure, names: readonly string[][]): Entry {
  return {
    item: { kind: 'measure', measure },
    names: names.map((words) => ({ words, weight: 1 })),
    context: new Set(),
    spoken: '',
  };
}

/** "Units sold", also taken apart: "units of … were sold". */
function unitsSold(lines: SalesLines): Entry {
  const names = UNIT_WORDS.flatMap((unit) => SELL_WORDS.map((verb) => [stem(unit), stem(verb)]));
  return { ...entry(unitsOf(lines), names), isSplit: true };
}

/** "The average order value", "the average basket size". */
function averageValue(schema: Schema, lines: SalesLines): Entry[] {
  const order = ordersOf(schema, lines);
  const measure = order && averageOf(lines, order);
  if (!order || !measure) return [];
  const nouns = [...tableWords(order), stem('order'), stem('basket')];
  const names = nouns.flatMap((noun) => VALUE_WORDS.map((word) => [stem('average'), noun, stem(word)]));
  return [entry(measure, names)];
}

function tableWords(table: Table): string[] {
  const told = [
    identifierWords(table.name, new Set()).map(stem),
    ...descriptionNames(table.description).map(({ words }) => [...words]),
  ];
  return told.flatMap((words) => (words.length === 1 ? words : []));
}

/** The one column that is an amount and nothing more special, such as a freight or a tax. */
function amountMeasure(schema: Schema): Measure | undefined {
  const stems = new Set(AMOUNT_WORDS.map(stem));
  const found = schema.tables.flatMap((table) =>
    table.columns.filter(
      (column) =>
        column.kind === 'number' &&
        !isKey(schema, column) &&
        wordsBeside(column, table).every((word) => stems.has(word)),
    ),
  );
  const [only] = found;
  return only && found.length === 1 ? { label: 'revenue', parts: ['sum(', only, ')'] } : undefined;
}

/** The words of a column's identifier that are not its table's. */
function wordsBeside(column: Column, table: Table): string[] {
  const own = new Set(identifierWords(table.name, new Set()).map(stem));
  const words = identifierWords(column.name, new Set()).map(stem);
  const rest = words.filter((word) => !own.has(word));
  return rest.length > 0 ? rest : words;
}
