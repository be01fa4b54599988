import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import { visiblePolicy } from '../../shared/authorisation/visible-policy.ts';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';

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
