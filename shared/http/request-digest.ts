import { createHash } from 'node:crypto';

/** SHA-256 of a flat request body: the same whatever the order of its fields. */
export function requestDigest(body: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(body)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
