import type { Configuration } from '../contracts/configuration.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Principal } from '../contracts/principal.ts';
import { findSource } from '../platform/find-source.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { policyFor } from './authorise.ts';

/** What the caller may see of a source; one without a policy for the caller is not there. Throws SourceNotFound. */
export function visiblePolicy(configuration: Configuration, name: string, principal: Principal): Policy {
  const policy = policyFor(findSource(configuration, name), principal);
  if (!policy) throw new InqueryError('SourceNotFound', `There is no source "${name}".`);
  return policy;
}
