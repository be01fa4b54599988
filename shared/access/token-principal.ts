import type { TokenIssuer } from '../contracts/access.ts';
import type { Principal } from '../contracts/principal.ts';

type Claims = Readonly<Record<string, unknown>>;

/** The longest OpenID Connect allows; longer ones would not fit into the keys of the table. */
const MAX_SUBJECT_LENGTH = 255;

/** A claim that does not say what it is to say. */
export class ClaimInvalid extends Error {
  override readonly name = 'ClaimInvalid';
  readonly claim: string;

  constructor(claim: string) {
    super(`The claim ${claim} is missing or of another type.`);
    this.claim = claim;
  }
}

/**
 * The principal in a token's claims. Its id begins with `jwt:`, which no API key's principal does: an issuer can't
 * name somebody whose history belongs to a key. Throws ClaimInvalid.
 */
export function tokenPrincipal(claims: Claims, issuer: TokenIssuer): Principal {
  const subject = claimAt(claims, issuer.principalClaim);
  if (typeof subject !== 'string' || subject === '' || subject.length > MAX_SUBJECT_LENGTH) {
    throw new ClaimInvalid(issuer.principalClaim);
  }
  return {
    id: `jwt:${subject}`,
    roles: rolesAt(claims, issuer.rolesClaim),
    attributes: attributesAt(claims, issuer.attributesClaims),
  };
}

/** The claim of that very name, which may hold dots as in a URL, or the one that is reached through objects. */
function claimAt(claims: unknown, name: string): unknown {
  if (typeof claims !== 'object' || claims === null) return undefined;
  const own = Object.entries(claims);
  const exact = own.find(([claim]) => claim === name);
  if (exact) return exact[1];
  const outer = own.find(([claim]) => name.startsWith(`${claim}.`));
  return outer && claimAt(outer[1], name.slice(outer[0].length + 1));
}

/** A list of names, or names with spaces between them as in `scope`; none when the claim is not there. */
function rolesAt(claims: Claims, name: string): string[] {
  const value = claimAt(claims, name) ?? [];
  const roles: unknown[] = typeof value === 'string' ? value.split(' ').filter(Boolean) : [value].flat();
  if (!roles.every((role) => typeof role === 'string')) throw new ClaimInvalid(name);
  return roles;
}

/** An attribute whose claim is missing is missing: it never becomes one that lets see more. */
function attributesAt(claims: Claims, names: Readonly<Record<string, string>>): Record<string, string> {
  const found = Object.entries(names).flatMap(([attribute, name]): [string, string][] => {
    const value = claimAt(claims, name);
    if (value === undefined) return [];
    if (typeof value !== 'string' && typeof value !== 'number') throw new ClaimInvalid(name);
    return [[attribute, String(value)]];
  });
  return Object.fromEntries(found);
}
