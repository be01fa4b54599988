import { visiblePolicy } from '../../shared/authorisation/visible-policy.ts';
import type { Configuration } from '../../shared/contracts/configuration.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { defaultSource } from '../../shared/platform/default-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';

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
