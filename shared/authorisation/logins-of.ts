import type { SourceConfiguration } from '../contracts/configuration.ts';
import { filterAttributes } from '../contracts/policy.ts';
import { hidesNothing } from './authorise.ts';
import { type DatabaseLogin, policyLogin, sourceLogin } from './database-login.ts';

/** Every login that questions to a source may run under: one for each policy and combination of attribute values. */
export function loginsOf(
  name: string,
  source: Pick<SourceConfiguration, 'policies' | 'secretName'>,
): DatabaseLogin[] {
  const logins = source.policies.flatMap((policy) => {
    if (hidesNothing(policy)) return [sourceLogin(source)];
    const combinations = filterAttributes(policy).length === 0 ? [{}] : policy.logins;
    return combinations.map((values) => policyLogin(name, source, policy, values));
  });
  return [...new Map(logins.map((login) => [login.secretName, login])).values()];
}
