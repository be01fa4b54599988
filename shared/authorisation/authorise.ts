import type { Configuration, SourceConfiguration } from '../contracts/configuration.ts';
import { filterAttributes, type Policy } from '../contracts/policy.ts';
import type { Principal } from '../contracts/principal.ts';
import type { QuestionInput } from '../contracts/question-machine.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { type DatabaseLogin, policyLogin, sourceLogin } from './database-login.ts';

type Policed = Pick<SourceConfiguration, 'policies' | 'secretName'>;

/** What one principal may see of one source, and the login that may see no more than that. */
export interface Access {
  readonly policy: Policy;
  readonly login: DatabaseLogin;
}

/** The policy that counts for a principal: the first that has one of its roles. None: nothing may be seen. */
export function policyFor({ policies }: Pick<Policed, 'policies'>, { roles }: Principal): Policy | undefined {
  return policies.find((policy) => policy.roles.some((role) => roles.includes(role)));
}

/** The sources of which a principal may see anything. */
export function visibleSources({ sources }: Pick<Configuration, 'sources'>, principal: Principal): string[] {
  return Object.entries(sources).flatMap(([name, source]) => (policyFor(source, principal) ? [name] : []));
}

/** Throws NotAuthorised when no policy counts for the principal, or it lacks an attribute that rows depend on. */
export function authorise(sourceName: string, source: Policed, principal: Principal): Access {
  const policy = policyFor(source, principal);
  if (!policy) throw new InqueryError('NotAuthorised', `You may not ask the source "${sourceName}".`);
  if (hidesNothing(policy)) return { policy, login: sourceLogin(source) };
  return { policy, login: policyLogin(sourceName, source, policy, valuesOf(policy, principal)) };
}

/** Who asked a question, as its execution knows it. */
export function principalOf({ principalId, roles, attributes }: QuestionInput): Principal {
  return { id: principalId, roles, attributes };
}

/** Such a policy shows all that the source's own login sees, so that login is no wider. */
export function hidesNothing({ tables, columns, rowFilters }: Policy): boolean {
  return tables === undefined && Object.keys(columns).length === 0 && rowFilters.length === 0;
}

function valuesOf(policy: Policy, { attributes }: Principal): Record<string, string> {
  const values = filterAttributes(policy).map((name) => {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (value) return [name, value];
    throw new InqueryError(
      'NotAuthorised',
      `Your account lacks the attribute "${name}", which this source needs.`,
    );
  });
  return Object.fromEntries(values);
}
