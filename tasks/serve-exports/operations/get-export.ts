import { json } from '../../../shared/http/http-response.ts';
import { exportView } from '../export-view.ts';
import { findVisibleExport } from '../find-visible-export.ts';
import type { Operation } from '../operation.ts';

export const getExport: Operation<'getExport'> = async ({ params, principal }, dependencies) => {
  const job = await findVisibleExport(dependencies.exports, params.id, principal);
  const { value } = await dependencies.configuration.current();
  return json(200, await exportView(job, dependencies.linksFor(value.exports.linkSeconds)));
};
