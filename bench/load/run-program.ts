import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LoadMeasured } from './offered-load.ts';
import { residentMiB } from './process-tree.ts';

/** Callers over HTTP who wait, one who posts and does not, and the same questions without the pipeline. */
export const HTTP_CALLERS = fileURLToPath(new URL('http-callers.ts', import.meta.url));
export const HTTP_BURST = fileURLToPath(new URL('http-burst.ts', import.meta.url));
export const PLAIN_AWAITS = fileURLToPath(new URL('plain-awaits.ts', import.meta.url));

const LOOK_EVERY_MS = 250;

/** What a program of callers has measured, and the most memory this process and its others have had meanwhile. */
export async function runProgram(
  program: string,
  words: readonly (string | number)[],
  environment: Readonly<Record<string, string>> = {},
  onMemory: (mib: number) => void = () => {},
): Promise<LoadMeasured & { readonly mostMiB: number }> {
  const child = spawn(process.execPath, [program, ...words.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  let mostMiB = 0;
  const look = setInterval(() => {
    const mib = residentMiB([child.pid ?? 0]);
    onMemory(mib);
    mostMiB = Math.max(mostMiB, mib);
  }, LOOK_EVERY_MS);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return { ...LoadMeasured.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))), mostMiB };
}
