import { QuestionJob } from '../contracts/job.ts';
import { isFinal } from '../contracts/job-status.ts';
import { COUNTED, jobKey } from './job-key.ts';

type Item = Record<string, unknown>;

export const principalKey = (principalId: string, kind: string) => joined(principalId, kind);
export const conversationKey = (principalId: string, conversationId: string) =>
  joined(principalId, conversationId);
export const idempotencyKey = (principalId: string, key: string) => ({
  pk: `IDEMPOTENCY#${joined(principalId, key)}`,
  sk: 'IDEMPOTENCY',
});

/** The first part is encoded: no principal can choose an id that reaches into another one's partition. */
function joined(principalId: string, rest: string): string {
  return `${encodeURIComponent(principalId)}#${rest}`;
}

/**
 * A job as DynamoDB keeps it. Steps are a map keyed by the visit they belong to, so that a repeated write is one
 * step. Steps and the ending are JSON text: a state machine writes an ending without naming each attribute's type,
 * and nothing but our contract looks inside. `openKind` is there only until the job ends and keeps the index of open
 * jobs small.
 */
export function toItem(job: QuestionJob): Item {
  const { steps, ending, ...rest } = job;
  return {
    ...jobKey(job.id),
    ...rest,
    steps: Object.fromEntries(
      steps.map((step, index) => [`${step.startedAt}#${step.state}#${index}`, JSON.stringify(step)]),
    ),
    ...(ending && { ending: JSON.stringify(ending) }),
    principalKey: principalKey(job.principal.id, job.kind),
    // What a replay tries is no turn of the conversation.
    ...(job.conversationId &&
      !job.replayOf && { conversationKey: conversationKey(job.principal.id, job.conversationId) }),
    ...(!isFinal(job.status) && { openKind: job.kind }),
  };
}

const KEY_ATTRIBUTES = [
  'pk',
  'sk',
  'principalKey',
  'conversationKey',
  'openKind',
  'executionArn',
  // Whoever holds the token can let the query run: it never leaves the store by way of a job.
  'approvalToken',
  'expiresAt',
  // For the evidence alone.
  'evidenceSha256',
  // For the ledger of use alone.
  COUNTED,
];

export function toJob(item: Item): QuestionJob {
  const fields = Object.fromEntries(Object.entries(item).filter(([name]) => !KEY_ATTRIBUTES.includes(name)));
  return QuestionJob.parse({
    ...fields,
    steps: Object.entries(item.steps ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, step]) => JSON.parse(String(step))),
    ending: typeof item.ending === 'string' ? JSON.parse(item.ending) : undefined,
  });
}
