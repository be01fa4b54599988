import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import { startStack } from '../local/stack.ts';
import type { BenchLine } from './bench-line.ts';
import { QUESTION, replyAtOnce } from './load/instant-model.ts';
import { HTTP_CALLERS, runProgram } from './load/run-program.ts';
import { slope } from './load/slope.ts';
import { numberOption } from './number-option.ts';

const MINUTES = 5;
const CALLERS = 4;
const REPLIES = 10_000_000;

/**
 * A few callers for `--minutes N`, and how memory grows meanwhile: over the second half, when caches are full. The local
 * tables and buckets keep what they hold in memory too, so that the growth a question is what its records take.
 */
export async function benchSoak(): Promise<BenchLine[]> {
  const seconds = 60 * numberOption('--minutes', MINUTES);
  const dir = await mkdtemp(join(tmpdir(), 'inquery-bench-soak-'));
  const stack = await startStack({ dir, port: 0, database: 'sample', shared: false, log: () => {} });
  const samples: { at: number; value: number }[] = [];
  const sample = (value: number) => void samples.push({ at: performance.now(), value });
  try {
    replyAtOnce(stack, REPLIES);
    const measured = await runProgram(HTTP_CALLERS, [stack.url, CALLERS, seconds, QUESTION], {}, sample);
    const later = samples.slice(samples.length / 2);
    const perHour = slope(later) * 3_600_000;
    const answered = measured.answeredMs.length;
    const questionsPerHour = (answered / measured.wallMs) * 3_600_000;
    const broken = measured.lost + measured.failed;
    return [
      { name: 'soak, answered', value: answered, unit: 'questions' },
      {
        name: 'soak, lost, or answered 5xx',
        value: broken,
        unit: 'questions',
        budget: '0',
        pass: broken === 0,
      },
      { name: 'soak, resident at the middle', value: Math.round(later[0]?.value ?? 0), unit: 'MiB' },
      { name: 'soak, resident at the end', value: Math.round(later.at(-1)?.value ?? 0), unit: 'MiB' },
      { name: 'soak, growth over the second half', value: round(perHour), unit: 'MiB an hour' },
      { name: 'soak, growth a question', value: round((perHour * 1_024) / questionsPerHour), unit: 'KiB' },
    ];
  } finally {
    await stack.stop();
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

const round = (value: number) => Math.round(value * 10) / 10;
