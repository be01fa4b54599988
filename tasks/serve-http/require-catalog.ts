import type { Catalog } from '../../shared/contracts/catalog.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { problem } from './http-problem.ts';
import type { Dependencies } from './operation.ts';

/** The catalogue of a configured source. Throws SourceNotFound or CatalogNotReady. */
export async function requireCatalog(source: string, dependencies: Dependencies): Promise<Catalog> {
  const { value } = await dependencies.configuration.current();
  findSource(value, source);
  const catalog = await dependencies.loadCatalog(source);
  if (catalog) return catalog;
  throw problem(
    'CatalogNotReady',
    'The source has no catalogue yet; the next refresh builds it.',
    {},
    {
      'retry-after': '10',
    },
  );
}
