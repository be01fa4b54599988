// First: the parser compiles when its module is loaded.
import './baseline-wasm.ts';
import { loadModule, parseSync, scanSync } from 'libpg-query';
import { Refusal, unsafe } from '../verdict.ts';
import type { Node } from './parse-tree.ts';

export interface ParsedStatement {
  readonly kind: string;
  readonly tree: Node;
  /** The statement's own text, without the semicolon that ends it. */
  readonly text: string;
}

const LONGEST_STATEMENT = 100_000;
/** Texts up to this length cannot nest deep enough to exhaust the parser's stack. */
const SHORT_STATEMENT = 4_000;
const MOST_NESTING_TOKENS = 1_500;
/** Tokens that lay one level on top of another without a bracket: operators, and these words. */
const NESTING =
  /^(?:[-+*/<>=~!@#%^&|`?:.]+|[([]|not|case|when|else|union|except|intersect|join|is|in|at|collate|like|ilike|similar|between|with|select)$/i;

let loading: Promise<void> | undefined;

/** The statements of a text by PostgreSQL's own grammar; throws SqlSyntaxError in the grammar's words. */
export async function parsePostgres(sql: string): Promise<ParsedStatement[]> {
  loading ??= loadModule();
  await loading;
  refuseWhatExhausts(sql);
  return statementsOf(sql).map(({ stmt = {}, stmt_location: start = 0, stmt_len: length }) => {
    const [kind = '', tree = {}] = Object.entries(stmt)[0] ?? [];
    const bytes = Buffer.from(sql).subarray(start, length ? start + length : undefined);
    return { kind, tree, text: bytes.toString().trim() };
  });
}

interface RawStatement {
  readonly stmt?: Readonly<Record<string, Node>>;
  readonly stmt_location?: number;
  readonly stmt_len?: number;
}

function statementsOf(sql: string): readonly RawStatement[] {
  try {
    // The grammar's own types name every kind; here a statement is {Kind: fields} like any node.
    return (parseSync(sql).stmts ?? []) as readonly RawStatement[];
  } catch (error) {
    throw new Refusal('syntax', sql.trim(), error instanceof Error ? error.message : String(error));
  }
}

/** A stack that ran out once would leave the parser's memory in doubt, so it never comes to that. */
function refuseWhatExhausts(sql: string): void {
  if (sql.length > LONGEST_STATEMENT) throw unsafe('too-long', '', 'it is too long');
  if (sql.includes('\0')) throw new Refusal('syntax', '', 'The statement contains a NUL character.');
  if (sql.length <= SHORT_STATEMENT) return;
  if (mostNesting(sql) > MOST_NESTING_TOKENS) throw unsafe('too-deep', '', 'it is nested too deeply');
}

/** How deep a text may nest at most: brackets are closed again, the rest is only counted. */
function mostNesting(sql: string): number {
  let open = 0;
  let deepest = 0;
  let others = 0;
  for (const text of tokensOf(sql)) {
    if (text === '(' || text === '[') deepest = Math.max(deepest, ++open);
    else if (text === ')' || text === ']') open--;
    else if (text === ',') continue;
    else if (NESTING.test(text)) others++;
  }
  return deepest * 3 + others;
}

function tokensOf(sql: string): string[] {
  try {
    return scanSync(sql).tokens.map(({ text }) => text);
  } catch (error) {
    throw new Refusal('syntax', '', error instanceof Error ? error.message : String(error));
  }
}
