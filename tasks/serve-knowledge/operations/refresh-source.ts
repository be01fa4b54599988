import { audit } from '../../../shared/access/audit.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { requirePolicy } from '../require-policy.ts';
import { sourcePath } from '../source-links.ts';

export const refreshSource: Operation<'refreshSource'> = async (call, dependencies) => {
  const { params, principal, request, who } = call;
  const { source } = params;
  await requirePolicy(source, principal, dependencies);
  await dependencies.refreshes.start(source, 'all');
  audit(dependencies.logger, 'RefreshStarted', who, { source });
  const status = `${sourcePath(source)}/refresh`;
  const location = `${request.basePath}${status}`;
  return json(202, { source, links: { source: sourcePath(source), status } }, { location });
};
