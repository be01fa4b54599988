import type { Catalog } from '../contracts/catalog.ts';
import type { SourceConfiguration } from '../contracts/configuration.ts';
import { filterAttributes, type Policy } from '../contracts/policy.ts';
import { hidesNothing } from './authorise.ts';
import { type DatabaseLogin, policyLogin, sourceLogin } from './database-login.ts';
import { visibleCatalog } from './visible-catalog.ts';

/** A login that questions run under, and a policy that it serves. */
interface ConfiguredLogin {
  /** Names it within its source: the policy and, where that has several logins, which of them. Tells no value. */
  readonly id: string;
  readonly policy: Policy;
  readonly login: DatabaseLogin;
}

/** The logins of a source, each with the audience it reads for and the catalogue as that may see it. */
export function configuredAudiences(
  sourceName: string,
  source: Pick<SourceConfiguration, 'policies' | 'secretName'>,
  catalog: Catalog,
) {
  return configuredLogins(sourceName, source).map(({ id, policy, login }) => ({
    id,
    login,
    audience: { secretName: login.secretName, policy },
    visible: visibleCatalog(catalog, policy),
  }));
}

/**
 * Every login of a source that its configuration names: the source's own when some policy hides nothing, and one for
 * each combination of attribute values a restricted policy lists. Each login comes once.
 */
export function configuredLogins(
  sourceName: string,
  source: Pick<SourceConfiguration, 'policies' | 'secretName'>,
): ConfiguredLogin[] {
  const all = source.policies.flatMap((policy): ConfiguredLogin[] => {
    if (hidesNothing(policy)) return [{ id: policy.name, policy, login: sourceLogin(source) }];
    if (filterAttributes(policy).length === 0) {
      return [{ id: policy.name, policy, login: policyLogin(sourceName, source, policy, {}) }];
    }
    return policy.logins.map((values, index) => ({
      id: `${policy.name}/${index}`,
      policy,
      login: policyLogin(sourceName, source, policy, values),
    }));
  });
  const first = new Map<string, ConfiguredLogin>();
  for (const one of all) if (!first.has(one.login.secretName)) first.set(one.login.secretName, one);
  return [...first.values()];
}
