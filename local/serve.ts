import { parseArgs } from 'node:util';
import { LOCAL_API_KEY } from './api-key.ts';
import { describeError } from './stack/describe-error.ts';
import { failingChecks } from './stack/failing-checks.ts';
import { readPort } from './stack/ports.ts';
import { type Stack, startStack } from './stack.ts';
import { STATE_DIR } from './state-dir.ts';
import { stopOnSignals } from './stop-on-signals.ts';
import { surviveFullDisk } from './survive-full-disk.ts';

const USAGE = `Starts Inquery on this machine: npm start [-- --scale N]

  --scale N   the sample database N times Northwind's size
  PORT=3000   the API's port; PostgreSQL and the AWS services take the four after it; 0 for any free ones
  INQUERY_DIR=.inquery   where the state is kept
`;

/** The program of `npm start`: a stack that runs until it is told to stop. */
export async function serve(words: readonly string[]): Promise<void> {
  surviveFullDisk();
  try {
    const { help, scale } = readArguments(words);
    if (help) return print(USAGE);
    const startedAt = performance.now();
    const starting = startStack({
      dir: STATE_DIR,
      port: readPort(process.env.PORT),
      database: 'sample',
      scale,
      log: (line) => print(`${line}\n`),
    });
    stopOnSignals(starting, print);
    const stack = await starting;
    const ms = performance.now() - startedAt;
    print(summary(stack, ms, await failingChecks(stack.url)));
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exit(1);
  }
}

function readArguments(words: readonly string[]): { help: boolean; scale: number } {
  const { values } = parseArgs({
    args: [...words],
    options: { scale: { type: 'string', default: '1' }, help: { type: 'boolean', default: false } },
  });
  const scale = Number(values.scale);
  if (!Number.isInteger(scale) || scale < 1)
    throw new Error(`--scale takes a whole number from 1, not ${values.scale}`);
  return { help: values.help, scale };
}

function summary({ url, urls, database }: Stack, ms: number, failing: readonly string[]): string {
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  const state =
    failing.length === 0
      ? `Inquery is ready (${seconds}).`
      : `Inquery runs (${seconds}), but cannot answer yet:\n${failing.map((line) => `  - ${line}\n`).join('')}`;
  return `
${state}

  API            ${url}        documentation at ${url}/docs
  PostgreSQL     ${database.url}
  AWS services   ${urls.services}   S3, SQS ${urls.storage}   DynamoDB ${urls.dynamodb}
  Logs           ${STATE_DIR}/logs/functions.log   metrics ${url}/metrics

Ask:

  curl -s ${url}/v1/questions \\
    -H 'x-api-key: ${LOCAL_API_KEY}' -H 'content-type: application/json' -H 'Prefer: wait=20' \\
    -d '{"question": "Which 5 customers brought in the most revenue?"}'

Ctrl-C stops it.
`;
}

function print(text: string): void {
  process.stdout.write(text);
}
