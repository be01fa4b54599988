import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { sourceView } from '../source-view.ts';

export const getSource: Operation<'getSource'> = async ({ params, principal }, dependencies) => {
  const { value } = await dependencies.configuration.current();
  return json(200, await sourceView(value, params.source, principal, dependencies));
};
