import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import { recordDecision } from './dynamodb-decision.ts';
import { addFeedback, noteVerifiedQuery } from './dynamodb-feedback.ts';
import { conversationListing, listJobs } from './dynamodb-job-lists.ts';
import { type Listing, listOpenIds } from './dynamodb-listing.ts';
import { createDynamodbStepStore } from './dynamodb-step-store.ts';
import { idempotencyKey, principalKey, toItem, toJob } from './job-item.ts';
import { jobKey } from './job-key.ts';
import type { Close, IdempotencyClaim, JobStore, PageRequest } from './job-store.ts';
import { expiryOf, isGone } from './retention.ts';

const IDEMPOTENCY_SECONDS = 24 * 3600;

export function createDynamodbJobStore(options: { client: DynamoDBClient; table: string }): JobStore {
  const documents = documentsOf(options);

  async function claimIdempotencyKey(principalId: string, key: string, claim: IdempotencyClaim) {
    const itemKey = idempotencyKey(principalId, key);
    const now = Math.floor(Date.now() / 1000);
    const item = { ...itemKey, expiresAt: now + IDEMPOTENCY_SECONDS, ...claim };
    if (await putNew(item, now)) return claim;
    const existing = await documents.get(itemKey);
    return { jobId: String(existing?.jobId), bodySha256: String(existing?.bodySha256) };
  }

  /** What has expired counts as gone: the table's own sweep may be days late. */
  async function putNew(item: Item, now: number): Promise<boolean> {
    const write = documents.put({
      Item: item,
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
      ExpressionAttributeValues: { ':now': now },
    });
    return (await unlessRefused(write)) !== undefined;
  }

  async function find(id: string) {
    const item = await documents.get(jobKey(id));
    // Exports are in the same table under the same kind of id.
    return item?.kind === 'question' && !isGone(item) ? toJob(item) : undefined;
  }

  const list = (listing: Listing, page: PageRequest) => listJobs(documents, listing, page);

  async function close(id: string, { status, endedBy, error }: Close, at: string) {
    const write = documents.update({
      Key: jobKey(id),
      UpdateExpression:
        'SET #status = :status, endedAt = :at, endedBy = :by, ending = :ending, version = version + :one REMOVE openKind, approvalToken',
      ConditionExpression: 'attribute_exists(openKind)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':status': status,
        ':at': at,
        ':by': endedBy,
        ':ending': JSON.stringify(error ? { error } : {}),
        ':one': 1,
      },
      ReturnValues: 'ALL_NEW',
    });
    const written = await unlessRefused(write);
    return written?.Attributes ? toJob(written.Attributes) : find(id);
  }

  return {
    claimIdempotencyKey,
    create: (job, retentionDays) =>
      putNew({ ...toItem(job), expiresAt: expiryOf(job.createdAt, retentionDays) }, 0),
    find,
    listByPrincipal: (principalId, page) => list(principalListing(principalId), page),
    listByConversation: (principalId, conversationId, page) =>
      list(conversationListing(principalId, conversationId), page),
    listOpen: (createdBefore) => listOpenIds(documents, 'question', createdBefore),
    recordStep: createDynamodbStepStore(options).recordStep,
    recordDecision: (id, decision) => recordDecision(documents, id, decision),
    addFeedback: (id, feedback, after) => addFeedback(documents, id, feedback, after),
    noteVerifiedQuery: (id, index, queryId) => noteVerifiedQuery(documents, id, index, queryId),
    close,
  };
}

function principalListing(principalId: string): Listing {
  return {
    index: 'by-principal',
    attribute: 'principalKey',
    value: principalKey(principalId, 'question'),
    newestFirst: true,
  };
}
