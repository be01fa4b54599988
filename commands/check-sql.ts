import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { GuardScope } from '../shared/sql-guard/guard-scope.ts';
import { DIALECTS, type Dialect } from '../shared/sql-guard/judge-statement.ts';
import { judgeLines } from './check-sql/judge-lines.ts';
import { scopeOf } from './check-sql/schema-file.ts';
import { inputLines } from './lines/input-lines.ts';

const USAGE = `Tells of each SQL statement whether it only reads, and only what may be read.

  npm run -s check-sql -- --dialect ${DIALECTS.join('|')} [--schema FILE] < statements.jsonl

Reads JSON lines {"id": …, "sql": "…"} and writes JSON lines {"id", "verdict": "allow" or "refuse", "reason", "code",
"fragment"}; a line that cannot be read gets the verdict "error". Without --schema any table passes that is no system
catalogue. Ends with 0 when every line could be read, with 2 otherwise.
`;

interface CheckArguments {
  readonly dialect: Dialect;
  readonly scope: GuardScope;
}

// Whoever reads our answers may stop reading.
process.stdout.on('error', () => process.exit(0));

try {
  const given = readArguments(process.argv.slice(2));
  if (given) await answer(given);
  else console.log(USAGE);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** Undefined when help is wanted. */
function readArguments(words: string[]): CheckArguments | undefined {
  const { values } = parseArgs({
    args: words,
    options: {
      dialect: { type: 'string' },
      schema: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const dialect = DIALECTS.find((name) => name === values.dialect);
  if (!dialect) throw new Error(`--dialect must be one of ${DIALECTS.join(', ')}.\n\n${USAGE}`);
  return { dialect, scope: values.schema === undefined ? {} : readScope(values.schema) };
}

function readScope(file: string): GuardScope {
  try {
    return scopeOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${file} is no schema file {"tables": [{"name", "columns": [{"name", "type"}]}]}: ${why}`,
    );
  }
}

async function answer({ dialect, scope }: CheckArguments): Promise<void> {
  const lines = inputLines(process.stdin);
  for await (const line of judgeLines(lines, dialect, scope)) {
    if (line.verdict === 'error') process.exitCode = 2;
    const isFull = !process.stdout.write(`${JSON.stringify(line)}\n`);
    if (isFull) await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
  }
}
