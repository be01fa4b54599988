import { findSource } from '../../../shared/platform/find-source.ts';
import { json } from '../http-response.ts';
import type { Operation } from '../operation.ts';
import { sourceSummary } from '../source-summary.ts';

export const getSource: Operation<'getSource'> = async ({ params }, { configuration, loadCatalog }) => {
  const { value } = await configuration.current();
  findSource(value, params.source);
  const catalog = await loadCatalog(params.source);
  return json(200, {
    ...sourceSummary(value, params.source),
    catalog: catalog
      ? { version: catalog.version, builtAt: catalog.builtAt, tables: catalog.tables.length }
      : null,
  });
};
