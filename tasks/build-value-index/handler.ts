import * as z from 'zod';
import { configuredAudiences } from '../../shared/authorisation/configured-logins.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { refreshValueIndexes } from '../../shared/retrieval/value-index-refresh.ts';
import { catalogs, configuration, engineFor, logger, valueIndexes } from './dependencies.ts';

/** All logins of a source, or the one of this id (a policy's name, `/` and which of its logins it is). */
const BuildValueIndexInput = z.strictObject({ source: z.string(), login: z.string().optional() });

/** Reads the values that each login may see, as that login; throws once all were tried when any failed. */
export async function handler(event: unknown): Promise<{ source: string; built: string[] }> {
  const { source: name, login: wanted } = BuildValueIndexInput.parse(event);
  const { value } = await configuration.current();
  const source = findSource(value, name);
  const catalog = await catalogs.load(name);
  if (!catalog) throw new InqueryError('ConfigInvalid', `The catalogue of "${name}" has not been built yet.`);
  const logins = configuredAudiences(name, source, catalog)
    .filter(({ id }) => wanted === undefined || id === wanted)
    .map(({ login, ...one }) => ({ ...one, open: async () => (await engineFor(source, login)).run }));
  if (wanted !== undefined && logins.length === 0) {
    throw new InqueryError('ConfigInvalid', `The source "${name}" has no login "${wanted}".`);
  }
  const failed = await refreshValueIndexes(logins, source.valueIndex, { store: valueIndexes, logger });
  if (failed.length > 0) throw new Error(`No value index was built for: ${failed.join(', ')}.`);
  return { source: name, built: logins.map(({ id }) => id) };
}
