import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { Policy } from '../../shared/contracts/policy.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';
import { requirePolicy } from './require-policy.ts';

interface VisibleSource {
  readonly policy: Policy;
  /** All of it: for what has to be hidden by names. */
  readonly whole: Catalog;
  readonly catalog: Catalog;
}

type Needs = Pick<Dependencies, 'configuration' | 'loadCatalog'>;

/** A source as the caller may see it. Throws SourceNotFound or CatalogNotReady. */
export async function requireSource(
  source: string,
  principal: Principal,
  dependencies: Needs,
): Promise<VisibleSource> {
  const policy = await requirePolicy(source, principal, dependencies);
  const whole = await dependencies.loadCatalog(source);
  if (whole) return { policy, whole, catalog: visibleCatalog(whole, policy) };
  const message = 'The source has no catalogue yet; the next refresh builds it.';
  throw problem('CatalogNotReady', message, {}, { 'retry-after': '10' });
}

/** The catalogue of a source as the caller may see it. Throws SourceNotFound or CatalogNotReady. */
export async function requireCatalog(source: string, principal: Principal, dependencies: Needs) {
  return (await requireSource(source, principal, dependencies)).catalog;
}
