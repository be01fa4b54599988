import { visibleSources } from '../../../shared/authorisation/authorise.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { sourceSummary } from '../source-summary.ts';

export const listSources: Operation<'listSources'> = async ({ principal }, dependencies) => {
  const { value } = await dependencies.configuration.current();
  return json(200, { sources: visibleSources(value, principal).map((name) => sourceSummary(value, name)) });
};
