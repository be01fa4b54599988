import { Refusal, unsafe } from '../verdict.ts';

const LONGEST_STATEMENT = 20_000;
/** Where Redshift's own reading of a text differs from the parser's, or may. */
const AMBIGUOUS: readonly (readonly [RegExp, string])[] = [
  [/\\'/, "a backslash before a quote is not allowed: write ''"],
  [/\$[A-Za-z_]*\$/, 'dollar quotes are not allowed'],
  [/\/\*(?:(?!\*\/)[\s\S])*\/\*/, 'a comment inside a comment is not allowed'],
  [/`/, 'backticks are not allowed'],
  [/\bU&['"]/i, 'U& strings are not allowed'],
  [/\0/, 'a NUL character is not allowed'],
];

interface Parser {
  parse(sql: string, dialect: string): { success: boolean; ast?: unknown; error?: string };
}

let loading: Promise<Parser> | undefined;

/** The statements of a text; the parser with its 22 MB of WebAssembly is loaded when first asked for. */
export async function parseRedshift(sql: string): Promise<readonly unknown[]> {
  if (sql.length > LONGEST_STATEMENT) throw unsafe('too-long', '', 'it is too long');
  for (const [pattern, what] of AMBIGUOUS) {
    const found = pattern.exec(sql);
    if (found) throw unsafe('construct', found[0], what);
  }
  // Its types know no union wide enough for one dialect's name.
  loading ??= import('@polyglot-sql/sdk').then((sdk) => sdk as unknown as Parser);
  const { success, ast, error } = (await loading).parse(sql, 'redshift');
  if (!success || !Array.isArray(ast))
    throw new Refusal('syntax', sql.trim(), error ?? 'The statement cannot be read.');
  return ast;
}
