import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import type { BenchLine } from './bench-line.ts';
import { median } from './median.ts';

const WARM_STARTS = 5;
const BUDGET_S = 5;

/** From starting the program to its first answer over HTTP: on an empty folder once, then on what it left. */
export async function benchStart(): Promise<BenchLine[]> {
  const dir = await mkdtemp(join(tmpdir(), 'inquery-bench-'));
  try {
    const cold = await secondsToHealthy(dir);
    const warm: number[] = [];
    for (let at = 0; at < WARM_STARTS; at++) warm.push(await secondsToHealthy(dir));
    const middle = round(median(warm));
    return [
      { name: 'start on an empty folder', value: round(cold), unit: 's' },
      {
        name: 'warm start',
        value: middle,
        unit: 's median',
        budget: `<= ${BUDGET_S}`,
        pass: middle <= BUDGET_S,
      },
    ];
  } finally {
    for (const folder of [...postgresStateFolders(join(dir, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** A process of its own, as `npm start` makes one; it stops by itself once it is healthy. */
async function secondsToHealthy(dir: string): Promise<number> {
  const before = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start', 'until-healthy.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const healthy = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', () => resolve(performance.now()));
    child.once('exit', (code) => reject(new Error(`The stack ended with ${code} before it was healthy`)));
  });
  await new Promise((resolve) => child.once('close', resolve));
  return (healthy - before) / 1000;
}

const round = (seconds: number) => Math.round(seconds * 100) / 100;
