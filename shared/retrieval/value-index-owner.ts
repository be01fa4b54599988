import { createHash } from 'node:crypto';
import type { Catalog } from '../contracts/catalog.ts';
import type { Policy } from '../contracts/policy.ts';
import type { ValueIndexOwner } from './value-index-file.ts';

/** Whose values: the login that reads them, and the policy it serves. */
export interface ValueAudience {
  readonly secretName: string;
  readonly policy: Policy;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The names of tenants are in no key: secrets' names are digests of them, and are digested again. */
export const valueIndexKey = (source: string, secretName: string) =>
  `catalog/${source}/values/${digest(secretName)}.bin`;

/** What a policy shows is part of whose an index is: one made before the policy was narrowed is nobody's. */
export function ownerOf({ source }: Catalog, { secretName, policy }: ValueAudience): ValueIndexOwner {
  const { tables, columns, rowFilters } = policy;
  const shown = digest(JSON.stringify([tables, columns, rowFilters]));
  return { source, login: digest(secretName), policy: shown };
}
