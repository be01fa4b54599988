import type { Configuration } from '../contracts/configuration.ts';
import type { Principal } from '../contracts/principal.ts';
import { defaultSource } from '../platform/default-source.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { visiblePolicy } from './visible-policy.ts';

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
