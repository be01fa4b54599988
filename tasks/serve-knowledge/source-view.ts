import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import { visiblePolicy } from '../../shared/authorisation/visible-policy.ts';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { Configuration } from '../../shared/contracts/configuration.ts';
import type { SourceView } from '../../shared/contracts/http/sources.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { defaultSource } from '../../shared/platform/default-source.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import type { Dependencies } from './operation.ts';
import { sourceLinks } from './source-links.ts';

/**
 * What anyone who may ask sees of a source: never where it is or which secret opens it. Throws SourceNotFound for
 * one that the caller may not see.
 */
export async function sourceView(
  configuration: Configuration,
  name: string,
  principal: Principal,
  { loadCatalog }: Pick<Dependencies, 'loadCatalog'>,
): Promise<SourceView> {
  const policy = visiblePolicy(configuration, name, principal);
  const { engine, description, schemas } = findSource(configuration, name);
  const whole = await loadCatalog(name);
  return {
    ...{ name, engine, description, schemas },
    default: name === defaultSource(configuration),
    ...catalogState(whole && visibleCatalog(whole, policy)),
    links: sourceLinks(name),
  };
}

function catalogState(catalog: Catalog | undefined): Pick<SourceView, 'catalog' | 'naming'> {
  if (!catalog) return { catalog: null };
  const { version, builtAt, tables, naming } = catalog;
  return { catalog: { version, builtAt, tables: tables.length }, naming };
}
