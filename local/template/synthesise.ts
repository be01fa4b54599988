import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash } from './content-hash.ts';

/** What the template is made of; anything else may change without another synthesis. */
const INPUTS = ['cdk', 'state-machines', 'shared/contracts', 'deploy.config.json', 'package-lock.json'];

/**
 * Synthesises the CDK app without bundling and returns the cloud assembly's folder. The assembly is kept
 * under `cacheDir` by the content of its inputs, so that an unchanged app is not synthesised again.
 */
export async function synthesise(root: string, cacheDir: string): Promise<string> {
  const assembly = join(cacheDir, await contentHash(root, INPUTS));
  if (await exists(join(assembly, 'manifest.json'))) return assembly;
  await mkdir(cacheDir, { recursive: true });
  const unfinished = `${assembly}.${randomUUID()}`;
  await runApp(root, unfinished);
  await keep(unfinished, assembly);
  return assembly;
}

/** Another process may have synthesised the same meanwhile; either result will do. */
async function keep(unfinished: string, assembly: string): Promise<void> {
  try {
    await rename(unfinished, assembly);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(join(assembly, 'manifest.json')))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function runApp(root: string, outDir: string): Promise<void> {
  const app = spawn(process.execPath, ['cdk/bin/app.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: outDir,
      CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:bundling-stacks': [] }),
      CDK_VALIDATION: 'false',
    },
  });
  const output: Buffer[] = [];
  app.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  app.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) =>
    app.on('error', reject).on('close', resolve),
  );
  if (code !== 0) throw new Error(`cdk/bin/app.ts failed (exit code ${code}):\n${Buffer.concat(output)}`);
}
