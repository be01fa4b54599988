import type { Configuration } from '../../shared/contracts/configuration.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { visiblePolicy } from './visible-source.ts';

/** The source for questions that name none: the configured default, or the only one. */
export function defaultSource({ defaultSource: chosen, sources }: Configuration): string | undefined {
  const names = Object.keys(sources);
  return chosen ?? (names.length === 1 ? names[0] : undefined);
}

/** The source a question goes to: one the caller may see. Throws SourceNotFound. */
export function chooseSource(
  configuration: Configuration,
  asked: string | undefined,
  principal: Principal,
): string {
  const source = asked ?? defaultSource(configuration);
  if (source === undefined) {
    throw new InqueryError('SourceNotFound', 'There is no default source: name one.');
  }
  visiblePolicy(configuration, source, principal);
  return source;
}
