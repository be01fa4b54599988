import { invalid } from '../../shared/http/http-problem.ts';

/** Throws InvalidRequest for an `expiresAt` that has passed. */
export function requireFuture(expiresAt: string | undefined, now: number): void {
  if (expiresAt === undefined || Date.parse(expiresAt) > now) return;
  throw invalid([{ field: 'expiresAt', message: 'This time has passed.' }]);
}
