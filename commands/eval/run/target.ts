import { LOCAL_API_KEY } from '../../../local/api-key.ts';
import type { ModelGateway } from '../../../local/bedrock/model-gateway.ts';
import type { SuiteQuestion } from '../suite.ts';
import { questionAsker } from './ask-question.ts';
import type { Evaluation } from './evaluate-question.ts';
import { evaluatedDatabases } from './evaluated-databases.ts';
import { type Document, secretOf, withDatabases, withSource } from './evaluation-configuration.ts';
import { startEvaluationStack } from './evaluation-stack.ts';
import { openReferenceDatabase, type ReferenceDatabase } from './reference-database.ts';
import { shownTables } from './shown-tables.ts';

/** What questions are put to, running. */
export interface Target {
  readonly evaluation: Omit<Evaluation, 'explainRejection'>;
  stop(): Promise<void>;
}

export interface TargetOptions {
  /** Models and settings. */
  readonly document: Document;
  readonly questions: readonly SuiteQuestion[];
  readonly concurrency: number;
  readonly modelGateway?: ModelGateway | undefined;
  readonly log: (line: string) => void;
}

/** A stack with one source for each database of the suite, behind a URL. */
export async function databasesTarget(url: string, options: TargetOptions): Promise<Target> {
  const { document, questions, concurrency } = options;
  const databases = await evaluatedDatabases(url, questions);
  const logins = Object.fromEntries(databases.sources.map(({ name, login }) => [secretOf(name), login]));
  const running = await startEvaluationStack({
    ...options,
    document: withDatabases(document, databases.sources),
    database: { logins },
  });
  const references = new Map(
    databases.sources.map((source) => [
      source,
      openReferenceDatabase(source.url, source.schemas, concurrency),
    ]),
  );
  return {
    evaluation: {
      ask: questionAsker(running.stack.url, LOCAL_API_KEY),
      sourceOf: (question) => databases.sourceOf(question).name,
      referenceOf: (question) => required(references.get(databases.sourceOf(question))),
      shownTables: (jobId) => shownTables(running.stack, jobId),
    },
    stop: () => stopAll(running.stop, references.values()),
  };
}

/** A stack of the sample database with one of its sources. */
export async function sampleTarget(source: string, options: TargetOptions): Promise<Target> {
  const { document, concurrency } = options;
  const running = await startEvaluationStack({
    ...options,
    document: withSource(document, source),
    database: 'sample',
  });
  const references = new Map<string, ReferenceDatabase>();
  const open = (schemas: readonly string[]): ReferenceDatabase => {
    const key = schemas.join();
    const opened =
      references.get(key) ??
      openReferenceDatabase(required(running.stack.database.url), schemas, concurrency);
    references.set(key, opened);
    return opened;
  };
  return {
    evaluation: {
      ask: questionAsker(running.stack.url, LOCAL_API_KEY),
      sourceOf: () => source,
      referenceOf: (question) => open(schemasOf(document.sources, source, question)),
      shownTables: (jobId) => shownTables(running.stack, jobId),
    },
    stop: () => stopAll(running.stop, references.values()),
  };
}

/** Where a question's reference SQL looks its names up: in the schemas it was written for. */
function schemasOf(
  sources: Document['sources'],
  source: string,
  { db, referencesFor }: SuiteQuestion,
): readonly string[] {
  const written = referencesFor[source] ? source : (db ?? source);
  return (sources[written] ?? sources[source])?.schemas ?? [];
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('This is asked of no database.');
  return value;
}

async function stopAll(
  stopStack: () => Promise<void>,
  references: Iterable<ReferenceDatabase>,
): Promise<void> {
  try {
    for (const reference of references) await reference.close();
  } finally {
    await stopStack();
  }
}
