import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import { startStack } from '../local/stack.ts';
import type { BenchLine } from './bench-line.ts';
import { QUESTION, replyAtOnce } from './load/instant-model.ts';
import type { LoadMeasured } from './load/offered-load.ts';
import { HTTP_CALLERS, runProgram } from './load/run-program.ts';
import { slope } from './load/slope.ts';
import { median } from './median.ts';
import { numberOption } from './number-option.ts';

const MINUTES = 5;
const CALLERS = 4;
const REPLIES = 10_000_000;
const TELL_EVERY_MS = 60_000;
/** How much more the last quarter may hold than the third: what is between one collection of garbage and another. */
const MOST_GROWTH = 1.03;

interface Sample {
  /** Milliseconds. */
  readonly at: number;
  /** MiB resident. */
  readonly value: number;
}

/**
 * A few callers for `--minutes N`, and the memory of the stack and its functions meanwhile: the median of each quarter,
 * and by how much it grows over the second half, when caches are full and as many executions are kept as ever are.
 */
export async function benchSoak(): Promise<BenchLine[]> {
  const seconds = 60 * numberOption('--minutes', MINUTES);
  const dir = await mkdtemp(join(tmpdir(), 'inquery-bench-soak-'));
  const stack = await startStack({ dir, port: 0, database: 'sample', shared: false, log: () => {} });
  const samples: Sample[] = [];
  const telling = setInterval(() => tell(samples), TELL_EVERY_MS);
  try {
    replyAtOnce(stack, REPLIES);
    const measured = await runProgram(HTTP_CALLERS, [stack.url, CALLERS, seconds, QUESTION], {}, (value) => {
      samples.push({ at: performance.now(), value });
    });
    return [...loadLines(measured), ...memoryLines(samples, measured)];
  } finally {
    clearInterval(telling);
    await stack.stop();
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function tell(samples: readonly Sample[]): void {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return;
  const minutes = Math.round((last.at - first.at) / 60_000);
  process.stderr.write(`soak: ${minutes} min, ${Math.round(last.value)} MiB resident\n`);
}

function loadLines({ answeredMs, lost, failed }: LoadMeasured): BenchLine[] {
  const broken = lost + failed;
  return [
    { name: 'soak, answered', value: answeredMs.length, unit: 'questions' },
    {
      name: 'soak, lost, or answered 5xx',
      value: broken,
      unit: 'questions',
      budget: '0',
      pass: broken === 0,
    },
  ];
}

function memoryLines(samples: readonly Sample[], { answeredMs, wallMs }: LoadMeasured): BenchLine[] {
  const quarters = [0, 1, 2, 3].map((quarter) => {
    const part = samples.slice((quarter * samples.length) / 4, ((quarter + 1) * samples.length) / 4);
    return median(part.map(({ value }) => value));
  });
  const growth = (quarters[3] ?? 0) / (quarters[2] ?? 0);
  const questionsPerMs = answeredMs.length / wallMs;
  const perQuestion = (slope(samples.slice(samples.length / 2)) / questionsPerMs) * 1_024;
  return [
    ...quarters.map((value, quarter) => ({
      name: `soak, resident in quarter ${quarter + 1}`,
      value: Math.round(value),
      unit: 'MiB',
    })),
    {
      name: 'soak, last quarter over the third',
      value: Math.round(growth * 1_000) / 1_000,
      unit: 'x',
      budget: `<= ${MOST_GROWTH}`,
      pass: growth <= MOST_GROWTH,
    },
    {
      name: 'soak, growth over the second half',
      value: Math.round(perQuestion * 10) / 10,
      unit: 'KiB a question',
    },
  ];
}
