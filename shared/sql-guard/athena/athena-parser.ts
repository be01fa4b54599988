import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { Refusal, unsafe } from '../verdict.ts';

/** A node of the parser's tree; a leaf has a symbol instead of children. */
export interface TrinoNode {
  readonly children?: readonly TrinoNode[];
  readonly symbol?: unknown;
  getText(): string;
}

interface Parser {
  parse(sql: string, onError: (error: { message: string }) => void): TrinoNode;
}

const LONGEST_STATEMENT = 20_000;
const DEEPEST_BRACKETS = 40;

let loading: Promise<Parser> | undefined;

/** The tree of a text by Trino's grammar, loaded when first asked for. Throws SqlSyntaxError. */
export async function parseAthena(sql: string): Promise<TrinoNode> {
  if (sql.length > LONGEST_STATEMENT) throw unsafe('too-long', '', 'it is too long');
  if (deepestBrackets(sql) > DEEPEST_BRACKETS) throw unsafe('too-deep', '', 'it is nested too deeply');
  loading ??= loadTrino();
  const errors: string[] = [];
  const tree = (await loading).parse(sql, ({ message }) => errors.push(message));
  if (errors[0] !== undefined) throw new Refusal('syntax', sql.trim(), errors[0]);
  return tree;
}

/** The parser takes time with every bracket; those in texts and comments do not count. */
function deepestBrackets(sql: string): number {
  const plain = sql.replaceAll(/'[^']*'|"[^"]*"|--.*|\/\*[\s\S]*?\*\//g, '');
  let open = 0;
  let deepest = 0;
  for (const character of plain) {
    if (character === '(' || character === '[') deepest = Math.max(deepest, ++open);
    else if (character === ')' || character === ']') open--;
  }
  return deepest;
}

/** Its files import one another without extensions, which a bundler understands and Node does not. */
async function loadTrino(): Promise<Parser> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const isOurs =
        context.parentURL?.includes('/node_modules/dt-sql-parser/dist/') && specifier.startsWith('.');
      if (!isOurs) return next(specifier, context);
      const file = new URL(`${specifier}.js`, context.parentURL);
      const url = existsSync(file) ? file.href : new URL(`${specifier}/index.js`, context.parentURL).href;
      return { url, format: 'module', shortCircuit: true };
    },
  });
  try {
    const { TrinoSQL } = await import('dt-sql-parser/dist/parser/trino/index.js');
    const parser = new TrinoSQL();
    return { parse: (sql, onError) => parser.parse(sql, onError) as unknown as TrinoNode }; // its own type names no symbol
  } finally {
    hooks.deregister();
  }
}
