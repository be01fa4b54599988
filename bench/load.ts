import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import { clientEnvironment } from '../local/stack/aws-clients.ts';
import { findVariable } from '../local/stack/find-variable.ts';
import { type Stack, startStack } from '../local/stack.ts';
import type { BenchLine } from './bench-line.ts';
import { QUESTION, replyAtOnce } from './load/instant-model.ts';
import type { LoadMeasured } from './load/offered-load.ts';
import { HTTP_BURST, HTTP_CALLERS, PLAIN_AWAITS, runProgram } from './load/run-program.ts';
import { numberOption } from './number-option.ts';

const LEVELS = [1, 8, 32, 128];
const SECONDS = 15;
const WARM_UP_SECONDS = 5;
const WARM_UP_CALLERS = 4;
/** More than are answered in a minute, from as many connections as there were callers. */
const BURST = { connections: 128, questions: 4_000 };
/** More than can be asked. */
const REPLIES = 1_000_000;

/**
 * So many callers at once over HTTP, each asking its next question when the last is answered, of a model that replies
 * at once; a burst of questions that nobody waits for; then the same questions on plain awaits. `--seconds N` is for each level.
 */
export async function benchLoad(): Promise<BenchLine[]> {
  const dir = await mkdtemp(join(tmpdir(), 'inquery-bench-load-'));
  const stack = await startStack({ dir, port: 0, database: 'sample', shared: false, log: () => {} });
  try {
    replyAtOnce(stack, REPLIES);
    const seconds = numberOption('--seconds', SECONDS);
    await runProgram(HTTP_CALLERS, [stack.url, WARM_UP_CALLERS, WARM_UP_SECONDS, QUESTION]);
    const lines: BenchLine[] = [];
    const rates = new Map<number, number>();
    for (const callers of LEVELS) {
      const measured = await runProgram(HTTP_CALLERS, [stack.url, callers, seconds, QUESTION]);
      rates.set(callers, perSecond(measured));
      lines.push(...linesOf(`${callers} callers`, measured));
    }
    const { connections, questions } = BURST;
    const burst = await runProgram(HTTP_BURST, [stack.url, connections, questions, QUESTION]);
    lines.push(...linesOf(`${questions} questions posted at once`, burst));
    return [...lines, ...(await plainLines(stack, seconds, rates))];
  } finally {
    await stack.stop();
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function linesOf(name: string, measured: LoadMeasured & { mostMiB: number }): BenchLine[] {
  const { lost, failed, turnedAway, mostMiB } = measured;
  return [
    answered(name, measured),
    ...waits(name, measured),
    { name: `${name}, told to come back later (429)`, value: turnedAway, unit: 'times' },
    none(`${name}, accepted and not answered`, lost),
    none(`${name}, answered 5xx, or not at all`, failed),
    { name: `${name}, stack and functions, most resident`, value: Math.round(mostMiB), unit: 'MiB' },
  ];
}

const answered = (name: string, measured: LoadMeasured): BenchLine => ({
  ...{ name: `${name}, answered`, value: round(perSecond(measured)), unit: 'questions/s' },
});

const waits = (name: string, { answeredMs }: LoadMeasured): BenchLine[] =>
  [50, 95, 99].map((percent) => ({
    ...{ name: `${name}, p${percent}`, value: round(percentile(answeredMs, percent)), unit: 'ms' },
  }));

/** Something that must not be. */
const none = (name: string, value: number): BenchLine => ({
  ...{ name, value, unit: 'questions' },
  ...{ budget: '0', pass: value === 0 },
});

/**
 * What the pipeline costs: the same without HTTP before it, machine, records and processes. `rates` are the pipeline's
 * questions a second, by callers.
 */
async function plainLines(
  stack: Stack,
  seconds: number,
  rates: ReadonlyMap<number, number>,
): Promise<BenchLine[]> {
  const names = ['DATA_BUCKET', 'CONFIG_BUCKET', 'CONFIG_KEY'];
  const environment = {
    ...clientEnvironment(stack.urls),
    ...Object.fromEntries(names.map((name) => [name, findVariable(stack.resources, name)])),
  };
  const lines: BenchLine[] = [];
  const plain = new Map<number, number>();
  for (const callers of LEVELS) {
    const measured = await runProgram(PLAIN_AWAITS, [callers, seconds, QUESTION], environment);
    if (measured.failed + measured.lost > 0) throw new Error('A question on plain awaits was not answered');
    plain.set(callers, perSecond(measured));
    const name = `${callers} on plain awaits`;
    lines.push(answered(name, measured), ...waits(name, measured));
  }
  return [...lines, ...ratios(plain, rates)];
}

function ratios(plain: ReadonlyMap<number, number>, rates: ReadonlyMap<number, number>): BenchLine[] {
  const best = (of: ReadonlyMap<number, number>) => Math.max(...of.values());
  const most = Math.max(...LEVELS);
  const at = (callers: number) => (plain.get(callers) ?? Number.NaN) / (rates.get(callers) ?? Number.NaN);
  const ratio = (which: string, value: number): BenchLine => ({
    ...{ name: `plain awaits to the pipeline, ${which}`, value: round(value), unit: 'times' },
  });
  return [ratio(`${most} callers each`, at(most)), ratio('each at its best', best(plain) / best(rates))];
}

const perSecond = ({ answeredMs, wallMs }: LoadMeasured) => (1_000 * answeredMs.length) / wallMs;

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? Number.NaN;
}

const round = (value: number) => Math.round(value * 10) / 10;
