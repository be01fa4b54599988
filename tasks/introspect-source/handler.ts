import { sourceLogin } from '../../shared/authorisation/database-login.ts';
import { visibleToAll } from '../../shared/authorisation/visible-to-all.ts';
import { introspectSource } from '../../shared/catalog/introspect-source.ts';
import { NO_KNOWLEDGE } from '../../shared/catalog/knowledge.ts';
import { sensitiveColumns } from '../../shared/catalog/sensitive-columns.ts';
import { RefreshInput } from '../../shared/contracts/catalog-machine.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { configuration, engineFor, parts } from './dependencies.ts';

/** Reads what the database says of itself; of columns that are sensitive or hidden from anybody, no values. */
export const handler = stateHandler('Introspect', async (event) => {
  const { source: name } = RefreshInput.parse(event);
  const { value } = await configuration.current();
  const source = findSource(value, name);
  const engine = await engineFor(source, sourceLogin(source));
  const isSensitive = sensitiveColumns((await parts.knowledge(name)) ?? NO_KNOWLEDGE);
  const isVisible = visibleToAll(source.policies);
  const introspected = await introspectSource(source, engine, {
    mayProfile: (table, column) => isVisible(table, column) && !isSensitive(table, column),
  });
  await parts.saveIntrospected(name, introspected);
  return { tables: introspected.tables.length };
});
