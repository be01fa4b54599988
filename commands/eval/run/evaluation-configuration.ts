import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Configuration } from '../../../shared/contracts/configuration.ts';
import type { DatabaseSource } from './database-source.ts';

export type Document = z.input<typeof Configuration>;
type Source = Document['sources'][string];

/** Whole results are compared, so that the caps that protect a page of rows do not apply. */
const WHOLE_RESULTS = { rows: 100_000, bytes: 64_000_000 };
/** A suite is asked as fast as it is answered. */
const NO_RATE_LIMITS = { requestsPerMinute: 1_000_000, questionsPerMinute: 1_000_000 };

/** The configuration document that a run starts from; throws with the field that is wrong. */
export async function readDocument(path: string): Promise<Document> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`The configuration ${path} could not be read`, { cause });
  });
  const document: unknown = JSON.parse(text);
  const checked = Configuration.safeParse(document);
  if (!checked.success) throw new Error(`${path} is no configuration: ${z.prettifyError(checked.error)}`);
  // What the schema took is of the form that it takes.
  return document as Document;
}

/** The same models and settings over one source for each database. */
export function withDatabases(document: Document, sources: readonly DatabaseSource[]): Document {
  const made = sources.map(({ name, schemas, tls }): [string, Source] => [
    name,
    { engine: 'postgres', secretName: secretOf(name), schemas: [...schemas], tls, limits: WHOLE_RESULTS },
  ]);
  return evaluated(document, Object.fromEntries(made));
}

/** One configured source as it is, and nothing beside it; throws when there is none of that name. */
export function withSource(document: Document, name: string): Document {
  const source = document.sources[name];
  if (!source) {
    const names = Object.keys(document.sources).join(', ');
    throw new Error(`--source ${name} is not configured; there are ${names}.`);
  }
  return evaluated(document, { [name]: { ...source, limits: { ...source.limits, ...WHOLE_RESULTS } } });
}

export const secretOf = (source: string): string => `inquery/eval/${source}`;

function evaluated(document: Document, sources: Document['sources']): Document {
  const access = { ...document.access, rateLimits: NO_RATE_LIMITS };
  // Every question names its source.
  return { ...document, defaultSource: undefined, sources, access };
}
