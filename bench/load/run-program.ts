import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LoadMeasured } from './offered-load.ts';
import { residentMiB } from './process-tree.ts';

const LOOK_EVERY_MS = 250;

/** What a program of callers has measured, and the most memory this process and its others have had meanwhile. */
export async function runProgram(
  name: 'http-callers.ts' | 'plain-awaits.ts',
  words: readonly (string | number)[],
  environment: Readonly<Record<string, string>> = {},
): Promise<LoadMeasured & { readonly mostMiB: number }> {
  const program = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, [program, ...words.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  let mostMiB = 0;
  const look = setInterval(() => {
    mostMiB = Math.max(mostMiB, residentMiB([child.pid ?? 0]));
  }, LOOK_EVERY_MS);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return { ...LoadMeasured.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))), mostMiB };
}
