import type { Configuration } from '../../shared/contracts/configuration.ts';
import type { SourceSummary } from '../../shared/contracts/http/sources.ts';
import { defaultSource } from '../../shared/platform/default-source.ts';
import { findSource } from '../../shared/platform/find-source.ts';

export const sourcePath = (name: string) => `/v1/sources/${name}`;
export const tablePath = (source: string, table: string) =>
  `${sourcePath(source)}/tables/${encodeURIComponent(table)}`;

/** What anyone who may ask sees of a source: never where it is or which secret opens it. */
export function sourceSummary(configuration: Configuration, name: string): SourceSummary {
  const { engine, description, schemas } = findSource(configuration, name);
  return {
    name,
    engine,
    description,
    schemas,
    default: name === defaultSource(configuration),
    links: { self: sourcePath(name), tables: `${sourcePath(name)}/tables` },
  };
}
