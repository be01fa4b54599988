import { visibleCatalog } from '../../../shared/authorisation/visible-catalog.ts';
import { visiblePolicy } from '../../../shared/authorisation/visible-policy.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { sourceSummary } from '../source-summary.ts';

export const getSource: Operation<'getSource'> = async (
  { params, principal },
  { configuration, loadCatalog },
) => {
  const { value } = await configuration.current();
  const policy = visiblePolicy(value, params.source, principal);
  const whole = await loadCatalog(params.source);
  const catalog = whole && visibleCatalog(whole, policy);
  return json(200, {
    ...sourceSummary(value, params.source),
    catalog: catalog
      ? { version: catalog.version, builtAt: catalog.builtAt, tables: catalog.tables.length }
      : null,
  });
};
