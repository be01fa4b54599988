import type { Configuration, SourceConfiguration } from '../contracts/configuration.ts';
import { InqueryError } from './inquery-error.ts';

/** Throws SourceNotFound: a source may have been taken out of the configuration since the question was asked. */
export function findSource({ sources }: Pick<Configuration, 'sources'>, name: string): SourceConfiguration {
  // A name such as "constructor" is nobody's source.
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (!source) throw new InqueryError('SourceNotFound', `There is no source "${name}".`);
  return source;
}
