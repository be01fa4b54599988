import { scanSync } from 'libpg-query';
import { onlyStatement } from '../check-statement.ts';
import type { GuardTable } from '../guard-scope.ts';
import { children, isNode, listOf, type Node, namesOf, ofKind, tagged } from './parse-tree.ts';

/** A literal of a statement. */
interface StatementLiteral {
  /** UTF-16 offsets of its text, quotes included. */
  readonly start: number;
  readonly end: number;
  readonly value: string | number;
  /** `compare`: against something that is no constant; `limit`: says how many rows; `constant`: anything else. */
  readonly role: 'compare' | 'limit' | 'constant';
  /** The column it is equal or unequal to, written schema.table.column. */
  readonly column?: string;
}

export interface StatementParts {
  /** Tables it reads that are known, written schema.table. */
  readonly tables: readonly string[];
  /** Columns of those tables that it names, written schema.table.column. */
  readonly columns: readonly string[];
  readonly literals: readonly StatementLiteral[];
}

type KnownTable = GuardTable & { readonly schema: string };

/** What a statement reads and compares, for a statement that the guard has passed. */
export async function statementParts(sql: string, tables: readonly KnownTable[]): Promise<StatementParts> {
  const { tree } = await onlyStatement(sql);
  const names = namesIn(tree, tables);
  const roles = new Map<number, Role>();
  noteRoles(tree, names, roles);
  const columns = [...names.tables].flatMap(([id, table]) =>
    table.columns.filter(({ name }) => names.columns.has(name)).map(({ name }) => `${id}.${name}`),
  );
  return { tables: [...names.tables.keys()], columns, literals: literalsOf(sql, roles) };
}

interface Names {
  readonly tables: Map<string, KnownTable>;
  /** By alias, or the table's own name; undefined where it stands for two. */
  readonly aliases: Map<string, string | undefined>;
  readonly columns: Set<string>;
  /** Names that the statement itself gives to something else than the column of that name. */
  readonly computed: Set<string>;
}

function namesIn(tree: Node, known: readonly KnownTable[]): Names {
  const names: Names = { tables: new Map(), aliases: new Map(), columns: new Set(), computed: new Set() };
  const queries = new Set<unknown>();
  walk({ SelectStmt: tree }, ({ kind, fields }) => {
    if (kind === 'CommonTableExpr') queries.add(fields.ctename);
  });
  walk({ SelectStmt: tree }, ({ kind, fields }) => {
    if (kind === 'RangeVar') {
      const isQuery = fields.schemaname === undefined && queries.has(fields.relname);
      noteTable(fields, isQuery ? [] : known, names);
    }
    if (kind === 'ColumnRef') names.columns.add(namesOf(fields.fields).at(-1) ?? '');
    if (kind === 'ResTarget' && fields.name && lastName(fields.val) !== fields.name) {
      names.computed.add(String(fields.name));
    }
  });
  return names;
}

const lastName = (value: unknown) => namesOf(ofKind(value, 'ColumnRef')?.fields).at(-1);

function noteTable(
  { schemaname, relname, alias }: Node,
  known: readonly KnownTable[],
  { tables, aliases }: Names,
) {
  const found = known.filter(
    ({ schema, name }) => name === relname && (schemaname === undefined || schema === schemaname),
  );
  const [table] = found;
  const id = table && found.length === 1 ? `${table.schema}.${table.name}` : undefined;
  if (id && table) tables.set(id, table);
  const name = String((isNode(alias) && alias.aliasname) || relname);
  aliases.set(name, aliases.has(name) && aliases.get(name) !== id ? undefined : id);
}

interface Role {
  readonly role: 'compare' | 'limit';
  readonly column?: string;
}

const COMPARISONS = new Set(['=', '<>', '<', '>', '<=', '>=']);
const EQUAL = new Set(['=', '<>']);

function noteRoles(tree: Node, names: Names, roles: Map<number, Role>): void {
  walk({ SelectStmt: tree }, ({ kind, fields }) => {
    if (kind === 'SelectStmt') noteConstants(fields.limitCount, { role: 'limit' }, roles);
    if (kind !== 'A_Expr') return;
    const operator = namesOf(fields.name).at(-1) ?? '';
    const isCompared = COMPARISONS.has(operator) || /^AEXPR_(NOT_)?BETWEEN/.test(String(fields.kind));
    if (!isCompared || /LIKE|SIMILAR/.test(String(fields.kind))) return;
    for (const [side, other] of [
      [fields.lexpr, fields.rexpr],
      [fields.rexpr, fields.lexpr],
    ]) {
      if (isConstant(other)) continue;
      const column = EQUAL.has(operator) ? columnOf(other, names) : undefined;
      noteConstants(side, { role: 'compare', ...(column && { column }) }, roles);
    }
  });
}

function isConstant(value: unknown): boolean {
  const cast = ofKind(value, 'TypeCast');
  return ofKind(value, 'A_Const') !== undefined || (cast !== undefined && isConstant(cast.arg));
}

/** The column that an operand is, where its table can be told. */
function columnOf(operand: unknown, { aliases, tables, computed }: Names): string | undefined {
  const [first = '', second] = namesOf(ofKind(operand, 'ColumnRef')?.fields);
  if (second !== undefined) {
    const table = aliases.get(first);
    return table && `${table}.${second}`;
  }
  if (first === '' || computed.has(first)) return undefined;
  const owners = [...tables].filter(([, { columns }]) => columns.some(({ name }) => name === first));
  return owners.length === 1 ? `${owners[0]?.[0]}.${first}` : undefined;
}

/** Literals that stand there by themselves, in a list or under a cast to a day; not those inside something larger. */
function noteConstants(value: unknown, role: Role, roles: Map<number, Role>): void {
  const constant = ofKind(value, 'A_Const');
  if (constant) roles.set(Number(constant.location ?? 0), role);
  const cast = ofKind(value, 'TypeCast');
  if (cast && ofKind(cast.arg, 'A_Const')) noteConstants(cast.arg, role, roles);
  for (const item of listOf(ofKind(value, 'List')?.items)) noteConstants(item, role, roles);
}

function walk(value: unknown, visit: (node: { kind: string; fields: Node }) => void): void {
  const node = tagged(value);
  if (node) visit(node);
  if (isNode(value)) for (const child of children(node?.fields ?? value)) walk(child, visit);
}

const KINDS: Readonly<Record<string, 'text' | 'number'>> = {
  SCONST: 'text',
  ICONST: 'number',
  FCONST: 'number',
};
const PLAIN_TEXT = /^'(?:[^']|'')*'$/;

function literalsOf(sql: string, roles: ReadonlyMap<number, Role>): StatementLiteral[] {
  const bytes = Buffer.from(sql);
  const offset = (at: number) => (bytes.length === sql.length ? at : bytes.subarray(0, at).toString().length);
  return scanSync(sql).tokens.flatMap(({ start, end, text, tokenName }): StatementLiteral[] => {
    const kind = KINDS[tokenName];
    if (!kind) return [];
    const place = { start: offset(start), end: offset(end) };
    const found = roles.get(start);
    if (kind === 'number') return [{ ...place, value: Number(text), ...(found ?? { role: 'constant' }) }];
    // Escapes and dollar quotes are left as they are.
    if (!PLAIN_TEXT.test(text)) return [{ ...place, value: text, role: 'constant' }];
    const value = text.slice(1, -1).replaceAll("''", "'");
    return [{ ...place, value, ...(found ?? { role: 'constant' }) }];
  });
}
