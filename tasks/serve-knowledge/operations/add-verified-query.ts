import { audit } from '../../../shared/access/audit.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { requirePolicy } from '../require-policy.ts';
import { verifiedQueryPath, verifiedQueryView } from '../verified-query-view.ts';

export const addVerifiedQuery: Operation<'addVerifiedQuery'> = async (call, dependencies) => {
  const { body, principal, request, who } = call;
  await requirePolicy(body.source, principal, dependencies);
  const query = await dependencies.verifiedQueries.add({ ...body, origin: 'edit' }, principal);
  audit(dependencies.logger, 'VerifiedQueryAdded', who, { source: body.source, query: query.id });
  const location = `${request.basePath}${verifiedQueryPath(query)}`;
  return json(202, verifiedQueryView(query), { location });
};
