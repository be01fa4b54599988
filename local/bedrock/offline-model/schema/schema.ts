export type ValueKind = 'number' | 'text' | 'date' | 'boolean' | 'other';

export interface Column {
  /** Key of its table, as in `Table.key`. */
  readonly table: string;
  /** Without quotes. */
  readonly name: string;
  /** As it is written in SQL, quoted where needed. */
  readonly sql: string;
  readonly type: string;
  readonly kind: ValueKind;
  readonly description: string;
  /** Other names the glossary gives. */
  readonly synonyms: readonly string[];
  readonly values: readonly string[];
  readonly valuesComplete: boolean;
  readonly range?: readonly [string, string];
}

export interface ForeignKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly refTable: string;
  readonly refColumns: readonly string[];
}

export interface Table {
  /** Unquoted name with its schema, as in `northwind.orders`. */
  readonly key: string;
  /** Without schema and quotes. */
  readonly name: string;
  readonly sql: string;
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
}

export interface Schema {
  readonly tables: readonly Table[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** The table with this key; the keys in a schema refer to each other, so a miss is a bug. */
export function tableOf(schema: Schema, key: string): Table {
  const table = schema.tables.find((candidate) => candidate.key === key);
  if (!table) throw new Error(`No table ${key} in the schema`);
  return table;
}

/** Whether the column says yes or no: boolean, a number that is 0 or 1, or two letters such as T and F. */
export function isFlag({ kind, range, values, valuesComplete, description }: Column): boolean {
  if (kind === 'boolean') return true;
  if (kind === 'number') {
    return (
      (range?.[0] === '0' && range[1] === '1') || (!range && /\b1 (when|if)\b|\b0 or 1\b/i.test(description))
    );
  }
  const pair = values
    .map((value) => value.toLowerCase())
    .sort()
    .join(' ');
  return valuesComplete && ['f t', 'n y', 'no yes', 'false true'].includes(pair);
}

/** Whether the column holds shares of something else: a discount of 0.05, a percentage. */
export function isRate({ kind, name, description, range }: Column): boolean {
  const told = /fraction|percent|\brate\b|(^|_)(pct|percent|percentage|rate|ratio)$/i.test(
    `${description} ${name}`,
  );
  const [low, high = ''] = range ?? [];
  return kind === 'number' && (told || (Number(low) >= 0 && high.includes('.') && Number(high) <= 1));
}

/** Whether the column is part of a key: such columns identify, they don't describe. */
export function isKey(schema: Schema, column: Column): boolean {
  return tableOf(schema, column.table).primaryKey.includes(column.name) || isForeignKey(schema, column);
}

/** Whether the column points at another table. */
export function isForeignKey(schema: Schema, column: Column): boolean {
  return schema.foreignKeys.some((key) => key.table === column.table && key.columns.includes(column.name));
}
