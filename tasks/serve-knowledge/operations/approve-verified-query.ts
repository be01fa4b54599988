import { audit } from '../../../shared/access/audit.ts';
import { json } from '../../../shared/http/http-response.ts';
import { findVerifiedQuery } from '../find-verified-query.ts';
import type { Operation } from '../operation.ts';
import { verifiedQueryView } from '../verified-query-view.ts';

export const approveVerifiedQuery: Operation<'approveVerifiedQuery'> = async (call, dependencies) => {
  const { params, query, principal, who } = call;
  const proposed = await findVerifiedQuery({ ...params, ...query }, principal, dependencies);
  const approved = await dependencies.verifiedQueries.add(proposed, principal);
  audit(dependencies.logger, 'VerifiedQueryAdded', who, { source: approved.source, query: approved.id });
  return json(202, verifiedQueryView(approved));
};
