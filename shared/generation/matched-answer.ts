import type { Column, Row } from '../contracts/rows.ts';

interface Result {
  readonly columns: readonly Column[];
  /** The first rows. */
  readonly rows: readonly Row[];
  readonly rowCount: number;
  readonly truncated: boolean;
}

const MOST_NAMED = 3;

/** What the rows of a verified query say, in a sentence made without a model: nothing in it is not in the rows. */
export function matchedAnswer({ columns, rows, rowCount, truncated }: Result): string {
  const [first] = rows;
  if (!first) return 'Nothing matches.';
  if (rowCount === 1) return `${described(columns, first)}.`;
  const named = rows.slice(0, MOST_NAMED).map((row) => shown(row[0]));
  const count = truncated ? `The first ${rowCount} rows` : `${rowCount} rows`;
  const [name = ''] = columns.map((column) => spoken(column.name));
  const rest = rowCount > named.length ? ' and others' : '';
  return `${count}, by ${name}: ${named.join(', ')}${rest}.`;
}

/** "The count is 269"; with more columns "company name: Ernst Handel, orders: 30". */
function described(columns: readonly Column[], row: Row): string {
  const [first, ...others] = columns;
  if (first && others.length === 0) return `The ${spoken(first.name)} is ${shown(row[0])}`;
  return columns.map(({ name }, at) => `${spoken(name)}: ${shown(row[at])}`).join(', ');
}

const spoken = (name: string) => name.replaceAll('_', ' ');

const LONGEST = 80;

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
