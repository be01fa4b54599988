import { type RefusalCode, unsafe } from '../verdict.ts';
import { ALLOWED_NODES, BARE_FIELDS, MAY_HOLD_NOTHING } from './allowed-nodes.ts';
import { NAME_CHECKS } from './check-names.ts';
import { isNode, type Node, tagged } from './parse-tree.ts';

/** Nodes on top of one another; the longest harmless chains of operators have some dozens. */
const DEEPEST_TREE = 300;

const KNOWN_REASONS: Readonly<Record<string, readonly [RefusalCode, string]>> = {
  intoClause: ['select-into', 'SELECT INTO would write a table'],
  lockingClause: ['row-lock', 'it would lock rows'],
  ParamRef: ['construct', 'it has a parameter such as $1'],
  InsertStmt: ['construct', 'it would write'],
  UpdateStmt: ['construct', 'it would write'],
  DeleteStmt: ['construct', 'it would write'],
  MergeStmt: ['construct', 'it would write'],
  XmlExpr: ['construct', 'XML is not allowed'],
};

/**
 * The first pass: every node of the tree is of an allowed kind with allowed fields, and names allowed functions,
 * operators and types only. It knows nothing of tables and columns.
 */
export function checkShape(kind: string, node: Node, depth = 0): void {
  const fields = ALLOWED_NODES.get(kind);
  if (!fields) refuse(kind);
  if (depth > DEEPEST_TREE) throw unsafe('too-deep', '', 'it is nested too deeply');
  for (const [field, value] of Object.entries(node)) {
    if (!fields.has(field)) refuse(field);
    checkField(kind, field, value, depth + 1);
  }
  NAME_CHECKS[kind]?.(node);
}

function checkField(parent: string, field: string, value: unknown, depth: number): void {
  if (Array.isArray(value)) for (const item of value) checkItem(field, item, depth);
  else if (isNode(value)) checkValue(parent, field, value, depth);
}

function checkItem(field: string, item: unknown, depth: number): void {
  const node = tagged(item);
  if (node) checkShape(node.kind, node.fields, depth);
  else if (!MAY_HOLD_NOTHING.has(field) || !isNode(item) || Object.keys(item).length > 0) refuse(field);
}

/** A field holds a node either with its kind around it or, for the fields listed, bare. */
function checkValue(parent: string, field: string, value: Node, depth: number): void {
  const node = tagged(value);
  const kind = node?.kind ?? BARE_FIELDS.get(`${parent}.${field}`) ?? BARE_FIELDS.get(field);
  if (kind === undefined) refuse(field);
  else checkShape(kind, node ? node.fields : value, depth);
}

function refuse(what: string): never {
  const [code, reason] = KNOWN_REASONS[what] ?? ['construct', `${what} is not allowed`];
  throw unsafe(code, what, reason);
}
