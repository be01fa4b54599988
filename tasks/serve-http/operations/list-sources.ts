import { json } from '../http-response.ts';
import type { Operation } from '../operation.ts';
import { sourceSummary } from '../source-summary.ts';

export const listSources: Operation<'listSources'> = async (_call, dependencies) => {
  const { value } = await dependencies.configuration.current();
  return json(200, { sources: Object.keys(value.sources).map((name) => sourceSummary(value, name)) });
};
