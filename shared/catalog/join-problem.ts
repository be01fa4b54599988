import { type CatalogTable, tableId } from '../contracts/catalog.ts';
import type { JoinedColumns } from '../contracts/knowledge.ts';

/** Types that PostgreSQL compares with one another, and with no others; of types not named here nothing is known. */
const COMPARABLE = [
  ['int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'oid', 'money'],
  ['text', 'varchar', 'bpchar', 'char', 'name', 'citext'],
  ['date', 'timestamp', 'timestamptz'],
  ['uuid'],
  ['bool'],
];

/** Why nothing can be joined by these columns, which are all there; undefined when it can, as far as is known. */
export function joinProblem(
  tables: readonly CatalogTable[],
  { table, columns, refTable, refColumns }: JoinedColumns,
): string | undefined {
  const twice = twiceIn(columns) ?? twiceIn(refColumns);
  if (twice !== undefined) return `The column ${twice} stands twice on one side.`;
  if (table === refTable && columns.every((column, at) => column === refColumns[at])) {
    return `${table} (${columns.join(', ')}) is joined with itself.`;
  }
  const typeOf = (id: string, name: string | undefined) =>
    tables.find((each) => tableId(each) === id)?.columns.find((column) => column.name === name)?.type;
  for (const [at, column] of columns.entries()) {
    const [type, refType] = [typeOf(table, column), typeOf(refTable, refColumns[at])];
    if (areComparable(type, refType)) continue;
    return `${table}.${column} is ${type} and ${refTable}.${refColumns[at]} is ${refType}: they can't be compared.`;
  }
  return undefined;
}

const twiceIn = (names: readonly string[]) => names.find((name, at) => names.indexOf(name) < at);

function areComparable(type = '', refType = ''): boolean {
  const [own, other] = [type, refType].map((name) => COMPARABLE.find((family) => family.includes(name)));
  return own === undefined || other === undefined || own === other;
}
