import { json } from '../../../shared/http/http-response.ts';
import { readCursor, writeCursor } from '../../../shared/jobs/cursor.ts';
import type { Operation } from '../operation.ts';
import { requirePolicy } from '../require-policy.ts';
import { isQueryVisible, verifiedQueryView } from '../verified-query-view.ts';

export const listVerifiedQueries: Operation<'listVerifiedQueries'> = async (call, dependencies) => {
  const { query, principal } = call;
  const { source, limit, state } = query;
  const policy = await requirePolicy(source, principal, dependencies);
  const after = readCursor(query.cursor, 'source', source)?.after;
  const page = await dependencies.verifiedQueries.list(source, {
    limit,
    ...(after !== undefined && { cursor: String(after) }),
  });
  return json(200, {
    source,
    queries: page.items
      .filter(
        (each) => (state === undefined || each.state === state) && isQueryVisible(each, policy, principal),
      )
      .map(verifiedQueryView),
    ...(page.cursor !== undefined && { nextCursor: writeCursor({ source, after: page.cursor }) }),
  });
};
