import { policyFor } from '../../shared/authorisation/authorise.ts';
import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { Configuration } from '../../shared/contracts/configuration.ts';
import type { Policy } from '../../shared/contracts/policy.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { problem } from './http-problem.ts';
import type { Dependencies } from './operation.ts';

/** What the caller may see of a source; one without a policy for the caller is not there. Throws SourceNotFound. */
export function visiblePolicy(configuration: Configuration, name: string, principal: Principal): Policy {
  const policy = policyFor(findSource(configuration, name), principal);
  if (!policy) throw new InqueryError('SourceNotFound', `There is no source "${name}".`);
  return policy;
}

/** The catalogue of a source as the caller may see it. Throws SourceNotFound or CatalogNotReady. */
export async function requireCatalog(
  source: string,
  principal: Principal,
  { configuration, loadCatalog }: Pick<Dependencies, 'configuration' | 'loadCatalog'>,
): Promise<Catalog> {
  const policy = visiblePolicy((await configuration.current()).value, source, principal);
  const catalog = await loadCatalog(source);
  if (catalog) return visibleCatalog(catalog, policy);
  const message = 'The source has no catalogue yet; the next refresh builds it.';
  throw problem('CatalogNotReady', message, {}, { 'retry-after': '10' });
}
