import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelGateway } from '../../../local/bedrock/model-gateway.ts';
import { postgresStateFolders } from '../../../local/postgres/state-folders.ts';
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
    return { stack, stop: () => stack.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
