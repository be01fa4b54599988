import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleTask } from '../cdk/bundling/bundle-task.ts';
import type { TaskDefinition } from '../cdk/tasks/task-definition.ts';
import { TASKS } from '../cdk/tasks.ts';
import type { BenchLine } from './bench-line.ts';

const KB = 1024;
const WASM = 'libpg-query.wasm';
const BUDGET_KB = 400;
/** For tasks that parse SQL or files, or speak to a database; the parser's WebAssembly not counted. */
const PARSER_BUDGET_KB = 560;
const RUNS = 11;

// Any value does: loading a bundle makes no call.
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  ...Object.fromEntries(TASKS.flatMap(({ environment }) => environment).map((name) => [name, 'bench'])),
};
const LOAD = 'await import(process.argv[1]); process.exit(0);';

/** Milliseconds from start to end of a process that loads a handler module, its clients built. */
function processTime(file: string): number {
  const start = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '--eval', LOAD, file], { env: ENVIRONMENT });
  return performance.now() - start;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const round = (value: number) => Math.round(value * 10) / 10;

/** Files of a bundle but the WebAssembly, in KB. */
function sizeOf(folder: string): number {
  const files = readdirSync(folder).filter((file) => file !== WASM);
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / KB;
}

/** Holds a drawing library that is larger than any budget; nothing waits for it but a picture. */
const UNBOUNDED = ['draw-chart'];

const parses = ({ grants }: TaskDefinition, folder: string) =>
  readdirSync(folder).includes(WASM) ||
  grants.includes('database-secrets:read') ||
  grants.includes('metadata:read');

function sizeLine(task: TaskDefinition, folder: string): BenchLine {
  const budget = parses(task, folder) ? PARSER_BUDGET_KB : BUDGET_KB;
  const value = round(sizeOf(folder));
  if (UNBOUNDED.includes(task.name)) return { name: `bundle ${task.name}`, value, unit: 'KB' };
  return { name: `bundle ${task.name}`, value, unit: 'KB', budget: `<= ${budget}`, pass: value <= budget };
}

/** Each handler's median, in turns, so that a busy moment of the machine touches all alike. */
function medianTimes(files: readonly string[]): number[] {
  const times = files.map((): number[] => []);
  for (let run = 0; run < RUNS; run++) {
    files.forEach((file, index) => {
      times[index]?.push(processTime(file));
    });
  }
  return times.map(median);
}

function loadLines(folders: ReadonlyMap<string, string>, emptyHandler: string): BenchLine[] {
  const files = [...folders.values()].map((folder) => join(folder, 'handler.mjs'));
  const [empty = 0, ...times] = medianTimes([emptyHandler, ...files]);
  return [...folders.keys()].map((task, index) => ({
    name: `load ${task}`,
    value: round((times[index] ?? 0) / empty),
    unit: '× an empty handler',
  }));
}

/** The size of every task's bundle, and how long a process takes to load it, against one with an empty handler. */
export async function benchBundles(): Promise<BenchLine[]> {
  const folders = new Map<string, string>();
  for (const { name } of TASKS) folders.set(name, await bundleTask(name));
  const sizes = TASKS.map((task) => sizeLine(task, folders.get(task.name) ?? ''));
  const folder = mkdtempSync(join(tmpdir(), 'inquery-bench-'));
  const emptyHandler = join(folder, 'handler.mjs');
  writeFileSync(emptyHandler, 'export const handler = async () => 1;\n');
  try {
    return [...sizes, ...loadLines(folders, emptyHandler)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
