import { configuredAudiences } from '../../shared/authorisation/configured-logins.ts';
import { type IndexedValues, IndexValuesInput } from '../../shared/contracts/catalog-machine.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { refreshValueIndexes } from '../../shared/retrieval/value-index-refresh.ts';
import { catalogs, configuration, engineFor, logger, writer } from './dependencies.ts';

/** Reads the values that each login may see, as that login; throws once all were tried when any failed. */
export const handler = stateHandler('IndexLogin', async (event): Promise<IndexedValues> => {
  const { source: name, login: wanted } = IndexValuesInput.parse(event);
  const { value } = await configuration.reload();
  const source = findSource(value, name);
  const catalog = await catalogs.load(name);
  if (!catalog) throw new InqueryError('ConfigInvalid', `The catalogue of "${name}" has not been built yet.`);
  const logins = configuredAudiences(name, source, catalog)
    .filter(({ login }) => wanted === undefined || login.secretName === wanted)
    .map(({ login, ...one }) => ({ ...one, open: async () => (await engineFor(source, login)).run }));
  if (wanted !== undefined && logins.length === 0) {
    throw new InqueryError('ConfigInvalid', `The source "${name}" has no such login.`);
  }
  const failed = await refreshValueIndexes(logins, source.valueIndex, { writer, logger });
  if (failed.length > 0) throw new Error(`No value index was built for: ${failed.join(', ')}.`);
  return { source: name, built: logins.map(({ id }) => id) };
});
