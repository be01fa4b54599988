import { createHash } from 'node:crypto';
import type { SourceConfiguration } from '../contracts/configuration.ts';
import { type Access, hidesNothing } from './authorise.ts';

/**
 * Where the last result of a statement is noted: by all that decides which rows it gives and who may see them. Two
 * principals share it only where they share the login, and the policy behind it is what it was.
 */
export function resultKey(
  sourceName: string,
  { schemas, limits: { rows, bytes } }: Pick<SourceConfiguration, 'schemas' | 'limits'>,
  { policy, login }: Access,
  sql: string,
): string {
  const seen = hidesNothing(policy) ? null : policy;
  const text = JSON.stringify([sourceName, login.secretName, seen, schemas, rows, bytes, sql]);
  return `cache/${sourceName}/${createHash('sha256').update(text).digest('hex')}.json`;
}
