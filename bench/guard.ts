import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { sampleScope, statementsOf } from '../commands/fuzz/corpus.ts';
import { DIALECTS, type Dialect, judgeStatement } from '../shared/sql-guard/judge-statement.ts';
import type { BenchLine } from './bench-line.ts';
import { median } from './median.ts';

const BUDGET_MS = 1;
const BUDGET_MB = 60;
const ROUNDS = 20;

/** The time a statement takes once warm, and what a dialect's guard adds to a process's memory. */
export async function benchGuard(): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const dialect of DIALECTS) {
    lines.push(timeLine(dialect, await medianTime(dialect)), memoryLine(dialect, addedMemory(dialect)));
  }
  return lines;
}

const isBudgeted = (dialect: Dialect) => dialect === 'postgres';

function timeLine(dialect: Dialect, value: number): BenchLine {
  const line = { name: `guard ${dialect}, a statement once warm, median`, value, unit: 'ms' };
  return isBudgeted(dialect) ? { ...line, budget: `<= ${BUDGET_MS}`, pass: value <= BUDGET_MS } : line;
}

function memoryLine(dialect: Dialect, value: number): BenchLine {
  const line = { name: `guard ${dialect}, resident memory added`, value, unit: 'MB' };
  return isBudgeted(dialect) ? { ...line, budget: `<= ${BUDGET_MB}`, pass: value <= BUDGET_MB } : line;
}

/** The lists' own statements, judged over and over; the first round is left out. */
async function medianTime(dialect: Dialect): Promise<number> {
  const scope = dialect === 'postgres' ? sampleScope() : {};
  const statements = ['allow.jsonl', 'refuse.jsonl'].flatMap((name) => statementsOf(name, dialect));
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { sql } of statements) {
      const start = performance.now();
      await judgeStatement(dialect, sql, scope);
      if (round > 0) times.push(performance.now() - start);
    }
  }
  return Math.round(median(times) * 1000) / 1000;
}

const MEASURE = `
const { statementsOf } = await import('./commands/fuzz/corpus.ts');
const statements = ['allow.jsonl', 'refuse.jsonl'].flatMap((name) => statementsOf(name, process.argv[1]));
const before = process.memoryUsage().rss;
const { judgeStatement } = await import('./shared/sql-guard/judge-statement.ts');
for (let round = 0; round < 3; round++) {
  for (const { sql } of statements) await judgeStatement(process.argv[1], sql, {});
}
console.log((process.memoryUsage().rss - before) / 1e6);
`;

/** Of a process of its own, since memory once taken is seldom given back. */
function addedMemory(dialect: Dialect): number {
  const words = ['--input-type=module', '--eval', MEASURE, dialect];
  const printed = execFileSync(process.execPath, words, {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  });
  return Math.round(Number(printed) * 10) / 10;
}
