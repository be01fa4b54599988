import type { DatabaseSecret } from './postgres-secret.ts';
import { type TlsChoice, tlsOptions } from './postgres-tls.ts';

/** How the driver gets into a source's database with a login; the same for whatever is asked there. */
export function connectionTo({ host, port, dbname, username, password }: DatabaseSecret, source: TlsChoice) {
  const ssl = tlsOptions(source);
  return { host, port, database: dbname, user: username, password, ssl, application_name: 'inquery' };
}
