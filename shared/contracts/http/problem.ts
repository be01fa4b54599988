import * as z from 'zod';
import type { ErrorName } from '../errors.ts';

/** What HTTP itself can refuse, beside the errors a question ends with: name → status and meaning. */
export const HTTP_PROBLEMS = {
  InvalidRequest: { status: 400, meaning: 'The request is malformed; `errors` names the fields.' },
  Unauthenticated: {
    status: 401,
    meaning: 'No API key or token, or one that is unknown, revoked or expired.',
  },
  NotAuthorised: { status: 403, meaning: 'The principal lacks the role this call needs.' },
  NotFound: { status: 404, meaning: 'There is nothing here, or nothing this principal may see.' },
  SourceNotFound: { status: 404, meaning: 'No source of that name is configured.' },
  RowsNotFound: { status: 404, meaning: 'The question ended without rows, or they are no longer kept.' },
  ChartNotFound: { status: 404, meaning: 'The answer has no chart: one would not have helped.' },
  MethodNotAllowed: {
    status: 405,
    meaning: 'The path does not know this method; `Allow` lists those it does.',
  },
  IdempotencyKeyReused: { status: 409, meaning: 'The key was used before with another body.' },
  RowsNotReady: { status: 409, meaning: 'The question has not ended yet.' },
  NothingToExport: {
    status: 409,
    meaning: 'The question has no SQL that ran: it has not ended, or not with rows.',
  },
  NotAwaitingApproval: {
    status: 409,
    meaning:
      'The question awaits no approval, not any more, or that of other SQL; `jobStatus` says how it stands.',
  },
  AlreadyDecided: { status: 409, meaning: 'An approver has decided before; a decision stays.' },
  AlreadyEnded: {
    status: 409,
    meaning: 'The question, export, batch or schedule has ended; of a job, `jobStatus` says how.',
  },
  NotJudgeable: {
    status: 409,
    meaning:
      'The question has not ended, or not in a way that can be approved; `jobStatus` says how it stands.',
  },
  NotRedrivable: { status: 409, meaning: 'Only a question that failed can be redriven.' },
  EvidenceNotReady: { status: 409, meaning: 'The question has not ended yet.' },
  EvidenceNotFound: { status: 404, meaning: 'Evidence was built, and is no longer kept.' },
  EvidenceAltered: {
    status: 500,
    meaning: 'What is stored as evidence is not what was built: its digest is another. It is not given out.',
  },
  NothingRecorded: {
    status: 409,
    meaning:
      'The question has not ended, never came to that state, or what it had come to is no longer kept.',
  },
  FeedbackFull: { status: 409, meaning: 'A question keeps no more feedback than this one has.' },
  BatchNotEnded: {
    status: 409,
    meaning: 'The batch has not ended yet, or there is nothing of it to run again.',
  },
  Cancelled: { status: 409, meaning: 'The question was cancelled while this call waited for it.' },
  EditConflict: { status: 412, meaning: 'It was changed since you read it; read it again.' },
  KeyNotActive: { status: 409, meaning: 'The key is revoked, has expired, or was rotated before.' },
  TooManySubscriptions: { status: 409, meaning: 'The subscriber has as many as it may: end one first.' },
  TooManySchedules: { status: 409, meaning: 'The principal has as many as it may: end one first.' },
  PayloadTooLarge: { status: 413, meaning: 'The body is over 64 KiB.' },
  UnsupportedMediaType: {
    status: 415,
    meaning: 'The body is of no type that this call takes (application/json, as a rule), or not UTF-8.',
  },
  TooManyRequests: {
    status: 429,
    meaning:
      'The principal has used up its calls or questions of this minute; `Retry-After` says when to try again.',
  },
  GuardrailBlocked: { status: 422, meaning: 'The guardrail of today stops the question.' },
  ConfigInvalid: { status: 422, meaning: 'The configuration document does not validate.' },
  Internal: { status: 500, meaning: 'Something failed on our side; quote `requestId`.' },
  CatalogNotReady: { status: 503, meaning: 'The source has no catalogue yet; it is built by a refresh.' },
  Unavailable: { status: 503, meaning: 'A service this call needs did not answer; try again.' },
} as const;
export type HttpProblemName = keyof typeof HTTP_PROBLEMS;

export const FieldError = z.strictObject({
  field: z.string().describe('Dotted path into the body, or query.<name>, header.<name>.'),
  message: z.string(),
});
export type FieldError = z.infer<typeof FieldError>;

export const HealthCheck = z.strictObject({
  name: z.string(),
  ok: z.boolean(),
  detail: z.string().optional(),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

/** RFC 9457. `type` is urn:inquery:error:<Name>, `title` the name. */
export const Problem = z
  .strictObject({
    type: z.string().regex(/^urn:inquery:error:[A-Za-z]+$/),
    title: z.string().describe('The name of the error, for programs.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What went wrong and what to do, for people.'),
    instance: z.string().optional().describe('The question this is about.'),
    requestId: z.string().optional().describe('Names this call in our logs.'),
    errors: z.array(FieldError).optional(),
    jobStatus: z.string().optional(),
    checks: z.array(HealthCheck).optional(),
  })
  .meta({
    examples: [
      {
        type: 'urn:inquery:error:UnsafeSql',
        title: 'UnsafeSql',
        status: 422,
        detail: 'Only one SELECT may run.',
        instance: '/v1/questions/01JC0000000000000000000000',
      },
    ],
  });
export type Problem = z.infer<typeof Problem>;

export const problemType = (name: HttpProblemName | ErrorName): string => `urn:inquery:error:${name}`;
