import { audit } from '../../../shared/access/audit.ts';
import { findVerifiedQuery } from '../find-verified-query.ts';
import type { Operation } from '../operation.ts';

export const deleteVerifiedQuery: Operation<'deleteVerifiedQuery'> = async (call, dependencies) => {
  const { params, query, principal, who } = call;
  const { source, id } = await findVerifiedQuery({ ...params, ...query }, principal, dependencies);
  await dependencies.verifiedQueries.remove(source, id, principal);
  audit(dependencies.logger, 'VerifiedQueryRemoved', who, { source, query: id });
  return { status: 204 };
};
