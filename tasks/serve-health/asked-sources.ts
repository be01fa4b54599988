import type { Configuration, SourceConfiguration } from '../../shared/contracts/configuration.ts';
import { defaultSource } from '../../shared/platform/default-source.ts';

/** The source, with its name, that questions naming none go to; where there is none, every source. */
export function askedSources(configuration: Configuration): [string, SourceConfiguration][] {
  const sources = Object.entries(configuration.sources);
  const chosen = defaultSource(configuration);
  return chosen === undefined ? sources : sources.filter(([name]) => name === chosen);
}
