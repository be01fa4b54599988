import { createHash } from 'node:crypto';
import type { SourceConfiguration } from '../contracts/configuration.ts';
import type { Policy } from '../contracts/policy.ts';

/** Which login of a database to use. `role` is the name that the secret must give; absent for the source's own. */
export interface DatabaseLogin {
  readonly secretName: string;
  readonly role?: string;
}

const DIGEST_CHARACTERS = 16;

/** The login that builds the catalogue, and that of policies which hide nothing. */
export function sourceLogin({ secretName }: Pick<SourceConfiguration, 'secretName'>): DatabaseLogin {
  return { secretName };
}

/**
 * The login of one policy for one combination of attribute values. Names tell a policy, never a value: every
 * login can read the names of all others.
 */
export function policyLogin(
  sourceName: string,
  { secretName }: Pick<SourceConfiguration, 'secretName'>,
  { name }: Pick<Policy, 'name'>,
  values: Readonly<Record<string, string>>,
): Required<DatabaseLogin> {
  const digest = digestOf(sourceName, name, values);
  return { secretName: `${secretName}/${name}/${digest}`, role: `inquery_${name}_${digest}` };
}

/** Roles belong to a whole server, so the source's name counts too. */
function digestOf(source: string, policy: string, values: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([source, policy, sorted]))
    .digest('hex')
    .slice(0, DIGEST_CHARACTERS);
}
