import type { Logger } from '../platform/logger.ts';

/** Decisions that let something pass. */
const GRANTS = [
  'Authenticated',
  'Allowed',
  'KeyCreated',
  'KeyRotated',
  'KeyRevoked',
  'ConfigurationReloaded',
  'SubscriptionCreated',
  'SubscriptionEnded',
  'ScheduleCreated',
  'ScheduleEnded',
  'SchedulePaused',
  'ScheduleResumed',
  'ApprovalDecided',
  'FeedbackGiven',
  'GlossaryEdited',
  'RelationshipEdited',
  'RefreshStarted',
  'VerifiedQueryAdded',
  'VerifiedQueriesImported',
  'VerifiedQueryRemoved',
] as const;

/** Decisions that did not, by the reason. */
const REFUSALS = [
  'NoCredentials',
  'SeveralCredentials',
  'ApiKeyUnknown',
  'ApiKeyRevoked',
  'ApiKeyExpired',
  'TokensNotAccepted',
  'TokenMalformed',
  'TokenAlgorithmNotAllowed',
  'TokenKeyUnknown',
  'TokenSignatureInvalid',
  'TokenExpired',
  'TokenClaimInvalid',
  'AuthenticationFailed',
  'RoleMissing',
  'NotVisible',
  'RateLimited',
] as const;

type Grant = (typeof GRANTS)[number];
export type Refusal = (typeof REFUSALS)[number];

/** Who called what, as far as it is known. */
export interface AuditedCall {
  readonly requestId?: string | undefined;
  readonly method?: string | undefined;
  /** The route's template, and the path as it was called; never the query string. */
  readonly route?: string | undefined;
  readonly path?: string | undefined;
  readonly principalId?: string | undefined;
  /** `key:<id>` or `token:<issuer>`: which of the principal's credentials it was. */
  readonly credential?: string | undefined;
}

/**
 * Writes one line for one decision about access; `audit` is its stable code, `allowed` how it was decided. `facts` say
 * more of it, and never hold a question, a body or a secret.
 */
export function audit(
  logger: Logger,
  code: Grant | Refusal,
  call: AuditedCall,
  facts: Readonly<Record<string, unknown>> = {},
): void {
  const allowed = GRANTS.some((grant) => grant === code);
  const level = allowed ? 'info' : 'warn';
  logger[level]('Access decided', { audit: code, allowed, ...call, ...facts });
}
