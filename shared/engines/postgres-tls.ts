import type { ConnectionOptions } from 'node:tls';
import type { SourceConfiguration } from '../contracts/configuration.ts';

export type TlsChoice = Pick<SourceConfiguration, 'tls' | 'tlsCa'>;

/** What libpq calls verify-full: the certificate must be trusted and be that of the host. False: no TLS. */
export function tlsOptions({ tls, tlsCa }: TlsChoice): ConnectionOptions | false {
  if (tls === 'disable') return false;
  return { rejectUnauthorized: true, ...(tlsCa && { ca: tlsCa }) };
}
