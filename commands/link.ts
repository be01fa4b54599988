import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { inputLines } from './lines/input-lines.ts';
import { linkLines } from './link/link-lines.ts';
import { createLinker, indexCatalog, type Linker } from './link/linker.ts';
import { catalogOfFile } from './link/schema-file.ts';

const USAGE = `Tells of each question which tables and columns a model would be shown, without asking any model.

  npm run -s link -- --schema FILE [--max-tables 8] [--max-tokens 1200] < questions.jsonl

Reads JSON lines {"id": …, "question": "…"} and writes JSON lines {"id", "tables", "columns", "tokens", "ms"}: tables as
FILE writes them, best first; columns as table.column; tokens of the schema shown, four characters each; milliseconds
for this question. A line that cannot be read gets {"id", "error"}. FILE is {"tables": [{"name", "columns": [{"name",
"type"}]}]}. Ends with 0 when every line could be read, with 2 otherwise.
`;

const MOST_TABLES = 50;
const MOST_TOKENS = 20_000;

// Whoever reads our answers may stop reading.
process.stdout.on('error', () => process.exit(0));

try {
  const linker = readArguments(process.argv.slice(2));
  if (linker) await answer(linker);
  else console.log(USAGE);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** Undefined when help is wanted. */
function readArguments(words: string[]): Linker | undefined {
  const { values } = parseArgs({
    args: words,
    options: {
      schema: { type: 'string' },
      'max-tables': { type: 'string', default: '8' },
      'max-tokens': { type: 'string', default: '1200' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  if (values.schema === undefined) throw new Error(`--schema is needed.\n\n${USAGE}`);
  const limits = {
    maxTables: countOf('--max-tables', values['max-tables'], MOST_TABLES),
    schemaTokens: countOf('--max-tokens', values['max-tokens'], MOST_TOKENS),
  };
  const catalog = readCatalog(values.schema);
  return createLinker(catalog, indexCatalog(catalog), limits);
}

function countOf(option: string, written: string, most: number): number {
  const count = Number(written);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new Error(`${option} must be a whole number from 1 to ${most}, not "${written}".`);
}

function readCatalog(file: string) {
  try {
    return catalogOfFile(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(
      `${file} is no schema file {"tables": [{"name", "columns": [{"name", "type"}]}]}: ${describe(error)}`,
    );
  }
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}

async function answer(linker: Linker): Promise<void> {
  const lines = inputLines(process.stdin);
  for await (const line of linkLines(lines, linker)) {
    if ('error' in line) process.exitCode = 2;
    const isFull = !process.stdout.write(`${JSON.stringify(line)}\n`);
    if (isFull) await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
  }
}
