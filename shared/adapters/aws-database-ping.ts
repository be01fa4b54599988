import type { SourceConfiguration } from '../contracts/configuration.ts';
import { pingPostgres } from '../engines/postgres-ping.ts';
import { parseSecret } from '../engines/postgres-secret.ts';
import { newSecretsManagerClient } from '../platform/aws-clients.ts';
import { createSecretReader } from '../platform/secrets-manager-reader.ts';

/** Resolves when the source's own login gets an answer from its database; each step may take `withinMs`. */
export type PingDatabase = (source: SourceConfiguration, withinMs: number) => Promise<void>;

export function newDatabasePing(): PingDatabase {
  const readSecret = createSecretReader(newSecretsManagerClient());
  return async (source, withinMs) => {
    const secret = parseSecret(source.secretName, await readSecret(source.secretName));
    await pingPostgres(secret, source, withinMs);
  };
}
