import * as z from 'zod';
import type { SourceConfiguration } from '../contracts/configuration.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { createPostgresEngine, DatabaseSecret } from './postgres-engine.ts';
import type { QueryEngine } from './query-engine.ts';

/** Finds the engine of a configured source, connecting with the login in its secret. */
export type EngineFor = (source: SourceConfiguration) => Promise<QueryEngine>;

/** Engines are kept per secret, so that warm functions keep their connections; a rotated secret makes a new one. */
export function createEngines(readSecret: (name: string) => Promise<unknown>): EngineFor {
  const kept = new Map<string, { fingerprint: string; engine: QueryEngine }>();
  return async ({ secretName, tls }) => {
    const secret = await readSecret(secretName);
    const fingerprint = JSON.stringify([secret, tls]);
    const existing = kept.get(secretName);
    if (existing?.fingerprint === fingerprint) return existing.engine;
    const engine = createPostgresEngine(parseSecret(secretName, secret), tls);
    kept.set(secretName, { fingerprint, engine });
    return engine;
  };
}

function parseSecret(name: string, secret: unknown): DatabaseSecret {
  const parsed = DatabaseSecret.safeParse(secret);
  if (parsed.success) return parsed.data;
  // Names the fields only: the values are credentials.
  const fields = Object.keys(z.flattenError(parsed.error).fieldErrors).join(', ');
  const problem = fields ? `lacks, or has wrong: ${fields}` : 'is not a JSON object';
  throw new InqueryError('ConfigInvalid', `The secret ${name} ${problem}.`);
}
