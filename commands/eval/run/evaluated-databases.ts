import type { SuiteQuestion } from '../suite.ts';
import { type DatabaseSource, databaseSource, sourceNames, urlFor } from './database-source.ts';

/** The databases of a suite behind a URL, looked at one after another, and which question goes to which. */
export interface EvaluatedDatabases {
  readonly sources: readonly DatabaseSource[];
  sourceOf(question: SuiteQuestion): DatabaseSource;
}

export async function evaluatedDatabases(
  template: string,
  questions: readonly SuiteQuestion[],
): Promise<EvaluatedDatabases> {
  const urls = new Map(questions.map((each) => [urlFor(template, each.db), each.db ?? 'database']));
  const names = sourceNames([...urls.values()]);
  const byUrl = new Map<string, DatabaseSource>();
  for (const [url, database] of urls) {
    byUrl.set(url, await databaseSource(names.get(database) ?? database, url));
  }
  return {
    sources: [...byUrl.values()],
    sourceOf: ({ db }) => {
      const source = byUrl.get(urlFor(template, db));
      if (!source) throw new Error(`There is no source for the database ${db}.`);
      return source;
    },
  };
}
