import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs module source in a plain Node of its own; returns what it prints, parsed as JSON. */
export async function runModule(source: string, environment: Record<string, string> = {}): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, AWS_REGION: 'eu-west-1', ...environment },
  });
  // Log lines come before; the last line is the answer.
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Source that calls a bundle's handler and prints its result, or the name of its error. */
export const callHandler = (folder: string, event: unknown) => `
  const { handler } = await import(${JSON.stringify(`${folder}/handler.mjs`)});
  const outcome = await handler(${JSON.stringify(event)}, { getRemainingTimeInMillis: () => 29_000 }).then(
    (result) => ({ result }),
    ({ name }) => ({ error: name }),
  );
  process.stdout.write('\\n' + JSON.stringify(outcome), () => process.exit(0));
`;
