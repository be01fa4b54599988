import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { TokenIssuer } from '../contracts/access.ts';
import type { Refusal } from './audit.ts';
import type { Authentication, Authenticator } from './authenticator.ts';
import { bearerToken } from './bearer-token.ts';
import { ClaimInvalid, tokenPrincipal } from './token-principal.ts';

const REFUSALS: Readonly<Record<string, Refusal>> = {
  [errors.JWTExpired.code]: 'TokenExpired',
  [errors.JWTClaimValidationFailed.code]: 'TokenClaimInvalid',
  [errors.JOSEAlgNotAllowed.code]: 'TokenAlgorithmNotAllowed',
  [errors.JWKSNoMatchingKey.code]: 'TokenKeyUnknown',
  [errors.JWKSMultipleMatchingKeys.code]: 'TokenKeyUnknown',
  [errors.JWSSignatureVerificationFailed.code]: 'TokenSignatureInvalid',
  [errors.JWSInvalid.code]: 'TokenMalformed',
  [errors.JWTInvalid.code]: 'TokenMalformed',
  [errors.JOSENotSupported.code]: 'TokenMalformed',
};

/**
 * Knows principals by the JSON Web Token in `Authorization: Bearer`, signed by the configured issuer. Throws when the
 * issuer's keys can't be had: that says nothing about the caller.
 */
export function tokenAuthenticator(
  readIssuer: () => Promise<TokenIssuer | undefined>,
  now: () => Date = () => new Date(),
): Authenticator {
  const keySet = rememberKeySet();
  return async ({ authorization }) => {
    const token = bearerToken(authorization);
    if (token === undefined) return undefined;
    const issuer = await readIssuer();
    if (!issuer) return { known: false, code: 'TokensNotAccepted' };
    const credential = `token:${issuer.issuer}`;
    try {
      const principal = await verify(token, issuer, keySet(issuer.jwksUrl), now());
      return { known: true, principal, credential };
    } catch (error) {
      return { ...refusalOf(error), credential };
    }
  };
}

async function verify(token: string, issuer: TokenIssuer, keys: JWTVerifyGetKey, currentDate: Date) {
  const { payload } = await jwtVerify(token, keys, {
    issuer: issuer.issuer,
    audience: issuer.audience,
    algorithms: issuer.algorithms,
    clockTolerance: issuer.clockToleranceSeconds,
    requiredClaims: ['exp'],
    currentDate,
  });
  return tokenPrincipal(payload, issuer);
}

/** What was wrong with the token; any other error is not about the token and goes on. */
function refusalOf(error: unknown): Extract<Authentication, { known: false }> {
  if (error instanceof ClaimInvalid) {
    return { known: false, code: 'TokenClaimInvalid', claim: error.claim };
  }
  const code = error instanceof errors.JOSEError ? REFUSALS[error.code] : undefined;
  if (!code) throw error;
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
  return { known: false, code, ...(claim !== undefined && { claim }) };
}

/**
 * The issuer's key set, kept for as long as the configuration names the same address. Its keys are read again after
 * ten minutes, and when one is asked for that is not among them, but not twice in half a minute.
 */
function rememberKeySet(): (url: string) => JWTVerifyGetKey {
  let kept: { readonly url: string; readonly keys: JWTVerifyGetKey } | undefined;
  return (url) => {
    if (kept?.url !== url) kept = { url, keys: createRemoteJWKSet(new URL(url)) };
    return kept.keys;
  };
}
