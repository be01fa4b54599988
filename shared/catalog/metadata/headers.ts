export type Field =
  | 'table'
  | 'column'
  | 'metric'
  | 'description'
  | 'synonyms'
  | 'sampleValues'
  | 'sensitive'
  | 'sql'
  | 'tables';

/** Headers as people write them, letters only: `Sample Values`, `sample_values`. */
const FIELDS: Readonly<Record<string, Field>> = {
  table: 'table',
  tablename: 'table',
  column: 'column',
  columnname: 'column',
  metric: 'metric',
  metricname: 'metric',
  description: 'description',
  definition: 'description',
  synonym: 'synonyms',
  synonyms: 'synonyms',
  samplevalues: 'sampleValues',
  samples: 'sampleValues',
  sensitive: 'sensitive',
  sql: 'sql',
  expression: 'sql',
  sqlexpression: 'sql',
  tables: 'tables',
};

/** Which field stands in which place of a row. */
export interface Headers {
  readonly kind: 'table' | 'column' | 'metric';
  readonly places: ReadonlyMap<Field, number>;
  /** Headers that mean nothing here. */
  readonly unknown: readonly string[];
}

/** Undefined when the row is no header of a glossary. */
export function readHeaders(row: readonly string[]): Headers | undefined {
  const places = new Map<Field, number>();
  const unknown: string[] = [];
  row.forEach((text, place) => {
    const field = FIELDS[text.toLowerCase().replace(/[^\p{L}]/gu, '')];
    if (field && !places.has(field)) places.set(field, place);
    else if (text !== '') unknown.push(text);
  });
  const kind = (['metric', 'column', 'table'] as const).find((field) => places.has(field));
  return kind && { kind, places, unknown };
}
