import { json } from '../../../shared/http/http-response.ts';
import { findVerifiedQuery } from '../find-verified-query.ts';
import type { Operation } from '../operation.ts';
import { verifiedQueryView } from '../verified-query-view.ts';

export const getVerifiedQuery: Operation<'getVerifiedQuery'> = async (call, dependencies) => {
  const { params, query, principal } = call;
  const found = await findVerifiedQuery({ ...params, ...query }, principal, dependencies);
  return json(200, verifiedQueryView(found));
};
