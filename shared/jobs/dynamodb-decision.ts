import { type Documents, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import { toJob } from './job-item.ts';
import { jobKey } from './job-key.ts';
import type { Decision, RecordedDecision } from './job-store.ts';

/** Waiting, in time, for a decision on this SQL, and nobody has decided yet. */
const UNDECIDED = [
  '#status = :awaiting',
  'attribute_exists(approvalToken)',
  'attribute_not_exists(approval.decision)',
  'approval.expiresAt > :decidedAt',
];

/** See JobStore.recordDecision. */
export async function recordDecision(
  documents: Documents,
  id: string,
  decision: Decision,
): Promise<RecordedDecision | undefined> {
  const written = await write(documents, id, decision);
  const item = written ?? (await documents.get(jobKey(id)));
  if (!item) return undefined;
  const token = typeof item.approvalToken === 'string' ? item.approvalToken : undefined;
  return { job: toJob(item), isNew: written !== undefined, token };
}

async function write(
  documents: Documents,
  id: string,
  { sha256, ...decided }: Decision,
): Promise<Item | undefined> {
  const fields = Object.entries(decided).filter(([, value]) => value !== undefined);
  const condition = sha256 === undefined ? UNDECIDED : [...UNDECIDED, 'approval.sha256 = :sha256'];
  const update = documents.update({
    Key: jobKey(id),
    UpdateExpression: `SET ${fields.map(([name]) => `approval.${name} = :${name}`).join(', ')}, version = version + :one`,
    ConditionExpression: condition.join(' AND '),
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
      ':sha256': sha256,
      ':awaiting': 'AWAITING_APPROVAL',
      ':one': 1,
    },
    ReturnValues: 'ALL_NEW',
  });
  return (await unlessRefused(update))?.Attributes;
}
