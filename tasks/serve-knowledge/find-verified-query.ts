import type { Principal } from '../../shared/contracts/principal.ts';
import type { VerifiedQuery } from '../../shared/contracts/verified-query.ts';
import { problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';
import { requirePolicy } from './require-policy.ts';
import { isQueryVisible } from './verified-query-view.ts';

const PAGE = 500;

/** The pair of that id, as far as the caller may see it. Throws SourceNotFound or NotFound. */
export async function findVerifiedQuery(
  { source, id }: { readonly source: string; readonly id: string },
  principal: Principal,
  dependencies: Dependencies,
): Promise<VerifiedQuery> {
  const policy = await requirePolicy(source, principal, dependencies);
  let cursor: string | undefined;
  do {
    const page = await dependencies.verifiedQueries.list(source, { limit: PAGE, ...(cursor && { cursor }) });
    const found = page.items.find((query) => query.id === id);
    if (found && isQueryVisible(found, policy, principal)) return found;
    cursor = page.cursor;
  } while (cursor !== undefined);
  throw problem('NotFound', 'There is no such verified query of this source.');
}
