import { hidesNothing } from '../../../shared/authorisation/authorise.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { requirePolicy } from '../require-policy.ts';

export const getRefresh: Operation<'getRefresh'> = async ({ params, principal }, dependencies) => {
  const policy = await requirePolicy(params.source, principal, dependencies);
  const { problems, ...status } = await dependencies.refreshStatuses.find(params.source);
  // They name tables and columns.
  return json(200, { ...status, problems: hidesNothing(policy) ? problems : [] });
};
