import type { Principal } from '../../shared/contracts/principal.ts';
import type { VerifiedQuery } from '../../shared/contracts/verified-query.ts';
import { problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';
import { requirePolicy } from './require-policy.ts';
import { isQueryVisible } from './verified-query-view.ts';

/** The pair of that id, as far as the caller may see it. Throws SourceNotFound or NotFound. */
export async function findVerifiedQuery(
  { source, id }: { readonly source: string; readonly id: string },
  principal: Principal,
  dependencies: Dependencies,
): Promise<VerifiedQuery> {
  const policy = await requirePolicy(source, principal, dependencies);
  const found = await dependencies.verifiedQueries.find(source, id);
  if (found && isQueryVisible(found, policy, principal)) return found;
  throw problem('NotFound', 'There is no such verified query of this source.');
}
