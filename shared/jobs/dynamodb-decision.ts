import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { jobKey, toJob } from './job-item.ts';
import type { Decision, RecordedDecision } from './job-store.ts';

type Item = Record<string, unknown>;

/** Waiting, in time, for a decision on this SQL, and nobody has decided yet. */
const UNDECIDED = [
  '#status = :awaiting',
  'attribute_exists(approvalToken)',
  'attribute_not_exists(approval.decision)',
  'approval.expiresAt > :decidedAt',
];

/** See JobStore.recordDecision. */
export async function recordDecision(
  client: DynamoDBDocumentClient,
  table: string,
  id: string,
  decision: Decision,
): Promise<RecordedDecision | undefined> {
  const written = await write(client, table, id, decision);
  const item = written ?? (await read(client, table, id));
  if (!item) return undefined;
  const token = typeof item.approvalToken === 'string' ? item.approvalToken : undefined;
  return { job: toJob(item), isNew: written !== undefined, token };
}

async function write(
  client: DynamoDBDocumentClient,
  table: string,
  id: string,
  { sha256, ...decided }: Decision,
): Promise<Item | undefined> {
  const fields = Object.entries(decided).filter(([, value]) => value !== undefined);
  const condition = sha256 === undefined ? UNDECIDED : [...UNDECIDED, 'approval.sha256 = :sha256'];
  const command = new UpdateCommand({
    TableName: table,
    Key: jobKey(id),
    UpdateExpression: `SET ${fields.map(([name]) => `approval.${name} = :${name}`).join(', ')}, version = version + :one`,
    ConditionExpression: condition.join(' AND '),
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
      ...(sha256 !== undefined && { ':sha256': sha256 }),
      ':awaiting': 'AWAITING_APPROVAL',
      ':one': 1,
    },
    ReturnValues: 'ALL_NEW',
  });
  try {
    return (await client.send(command)).Attributes;
  } catch (failure) {
    if (failure instanceof ConditionalCheckFailedException) return undefined;
    throw failure;
  }
}

async function read(client: DynamoDBDocumentClient, table: string, id: string): Promise<Item | undefined> {
  const command = new GetCommand({ TableName: table, Key: jobKey(id), ConsistentRead: true });
  return (await client.send(command)).Item;
}
