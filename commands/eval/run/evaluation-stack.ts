import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelGateway } from '../../../local/bedrock/model-gateway.ts';
import { postgresStateFolders } from '../../../local/postgres/state-folders.ts';
import { failingChecks } from '../../../local/stack/failing-checks.ts';
import type { DatabaseChoice } from '../../../local/stack/start-database.ts';
import { type Stack, startStack } from '../../../local/stack.ts';

export interface EvaluationStack {
  readonly stack: Stack;
  /** Stops everything and removes what it kept. */
  stop(): Promise<void>;
}

export interface EvaluationStackOptions {
  readonly document: object;
  readonly database: DatabaseChoice;
  readonly modelGateway?: ModelGateway;
  readonly log: (line: string) => void;
}

/** The whole product in a temporary folder on free ports, for one run of a suite. */
export async function startEvaluationStack(options: EvaluationStackOptions): Promise<EvaluationStack> {
  const dir = await mkdtemp(join(tmpdir(), 'inquery-eval-'));
  const state = join(dir, 'state');
  const remove = async () => {
    for (const folder of [...postgresStateFolders(join(state, 'postgres')), dir]) {
      await rm(folder, { recursive: true, force: true });
    }
  };
  try {
    const configuration = join(dir, 'inquery.config.json');
    await writeFile(configuration, JSON.stringify(options.document));
    const { database, modelGateway } = options;
    // What loads is of no interest here; what fails is.
    const log = (line: string) => line.startsWith('failed') && options.log(line);
    const settings = { dir: state, port: 0, durable: false, shared: false };
    const stack = await startStack({ ...settings, configuration, database, modelGateway, log });
    const stop = () => stack.stop().finally(remove);
    await requireAnswers(stack, stop);
    return { stack, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A whole suite of failures is no measurement. */
async function requireAnswers(stack: Stack, stop: () => Promise<void>): Promise<void> {
  const failing = await failingChecks(stack.url);
  if (failing.length === 0) return;
  await stop();
  throw new Error(`The stack started, but cannot answer: ${failing.join('; ')}`);
}
