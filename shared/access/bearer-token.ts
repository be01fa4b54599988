const BEARER = /^bearer(?: +(.*))?$/is;

/** The credentials of the scheme Bearer (RFC 6750) in an Authorization header; undefined for any other scheme. */
export function bearerToken(authorization: string | undefined): string | undefined {
  const match = BEARER.exec(authorization?.trim() ?? '');
  return match ? (match[1] ?? '').trim() : undefined;
}
