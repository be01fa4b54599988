import type { AuditedCall } from '../../shared/access/audit.ts';
import { problem } from '../../shared/http/http-problem.ts';

/** What the caller showed: a schedule lives as long as that does. Throws where an earlier authoriser's answer is in use. */
export function requireCredential({ credential }: AuditedCall): string {
  if (credential !== undefined) return credential;
  throw problem('Unavailable', 'It is not known yet by which key you call. Try again in a few minutes.');
}
