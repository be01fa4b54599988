import { visibleSources } from '../../../shared/authorisation/authorise.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { sourceView } from '../source-view.ts';

export const listSources: Operation<'listSources'> = async ({ principal }, dependencies) => {
  const { value } = await dependencies.configuration.current();
  const views = visibleSources(value, principal).map((name) =>
    sourceView(value, name, principal, dependencies),
  );
  return json(200, { sources: await Promise.all(views) });
};
