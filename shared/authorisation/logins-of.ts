import type { SourceConfiguration } from '../contracts/configuration.ts';
import { configuredLogins } from './configured-logins.ts';
import type { DatabaseLogin } from './database-login.ts';

/** Every login that questions to a source may run under: one for each policy and combination of attribute values. */
export function loginsOf(
  name: string,
  source: Pick<SourceConfiguration, 'policies' | 'secretName'>,
): DatabaseLogin[] {
  return configuredLogins(name, source).map(({ login }) => login);
}
