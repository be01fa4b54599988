import { InqueryError } from '../platform/inquery-error.ts';
import { createPostgresEngine, type PostgresSource } from './postgres-engine.ts';
import { type DatabaseSecret, parseSecret } from './postgres-secret.ts';
import type { QueryEngine } from './query-engine.ts';

/** Which login to use: the secret that holds it and, where the name of the role is known, that name. */
interface Login {
  readonly secretName: string;
  readonly role?: string;
}

/** The engine of a configured source, behind one of its logins. */
export type EngineFor = (source: PostgresSource, login: Login) => Promise<QueryEngine>;

/** Engines are kept per secret, so that warm functions keep their connections; a rotated secret makes a new one. */
export function createEngines(readSecret: (name: string) => Promise<unknown>): EngineFor {
  const kept = new Map<string, { fingerprint: string; engine: QueryEngine }>();
  return async (source, login) => {
    const secret = await readLogin(readSecret, login);
    const { tls, tlsCa, schemas } = source;
    const fingerprint = JSON.stringify([secret, tls, tlsCa, schemas]);
    const existing = kept.get(login.secretName);
    if (existing?.fingerprint === fingerprint) return existing.engine;
    const engine = createPostgresEngine(secret, source);
    kept.set(login.secretName, { fingerprint, engine });
    return engine;
  };
}

/** A login of a policy that is not there, or is that of another role, opens nothing: never is a wider one used. */
async function readLogin(
  readSecret: (name: string) => Promise<unknown>,
  { secretName, role }: Login,
): Promise<DatabaseSecret> {
  const read = readSecret(secretName).then((secret) => parseSecret(secretName, secret));
  if (role === undefined) return read;
  const secret = await read.catch((error: unknown) => {
    throw error instanceof InqueryError && error.name === 'ConfigInvalid' ? noLogin(error) : error;
  });
  if (secret.username !== role) throw noLogin();
  return secret;
}

function noLogin(cause?: unknown): InqueryError {
  const message = 'This source has no login for what you may see of it. An administrator sets it up.';
  return new InqueryError('NotAuthorised', message, { cause });
}
