import type { Configuration } from '../../shared/contracts/configuration.ts';
import { problem } from './http-problem.ts';

/** The source for questions that name none: the configured default, or the only one. */
export function defaultSource({ defaultSource: chosen, sources }: Configuration): string | undefined {
  const names = Object.keys(sources);
  return chosen ?? (names.length === 1 ? names[0] : undefined);
}

/** The source a question goes to. Throws SourceNotFound. */
export function chooseSource(configuration: Configuration, asked: string | undefined): string {
  const source = asked ?? defaultSource(configuration);
  if (source === undefined) {
    throw problem('SourceNotFound', 'There is no default source: name one. GET /v1/sources lists them.');
  }
  requireSource(configuration, source);
  return source;
}

/** The configuration of a source by name. Throws SourceNotFound. */
export function requireSource({ sources }: Configuration, name: string) {
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (!source) {
    throw problem('SourceNotFound', 'No source of that name is configured. GET /v1/sources lists them.');
  }
  return source;
}
