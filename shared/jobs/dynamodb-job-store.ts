import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Step } from '../contracts/job.ts';
import type { QuestionInput, StepContext } from '../contracts/question-machine.ts';
import { documentsOf, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import { InvalidCursor, readCursor, writeCursor } from './cursor.ts';
import { recordDecision } from './dynamodb-decision.ts';
import { conversationKey, idempotencyKey, jobKey, principalKey, toItem, toJob } from './job-item.ts';
import type { Close, IdempotencyClaim, JobStore, Page, PageRequest } from './job-store.ts';

const IDEMPOTENCY_SECONDS = 24 * 3600;
const BATCH_GET_LIMIT = 100;

interface Listing {
  readonly index: string;
  readonly attribute: string;
  readonly value: string;
  readonly newestFirst: boolean;
}

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
    return item?.kind === 'question' ? toJob(item) : undefined;
  }

  /** The indexes keep keys only: steps are written often, and a wider index would be written each time too. */
  async function listIds(listing: Listing, page: PageRequest): Promise<Page<string>> {
    const query = documents.query({
      IndexName: listing.index,
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: { '#key': listing.attribute },
      ExpressionAttributeValues: { ':key': listing.value },
      ScanIndexForward: !listing.newestFirst,
      Limit: page.limit,
      ExclusiveStartKey: readCursor(page.cursor, listing.attribute, listing.value),
    });
    const { Items, LastEvaluatedKey } = await query.catch((error: Error) => {
      throw page.cursor && error.name === 'ValidationException' ? new InvalidCursor() : error;
    });
    const ids = Items.map((item) => String(item.id));
    return { items: ids, ...(LastEvaluatedKey && { cursor: writeCursor(LastEvaluatedKey) }) };
  }

  async function list(listing: Listing, page: PageRequest) {
    const { items: ids, cursor } = await listIds(listing, page);
    const byId = new Map((await batchGet(ids)).map((job) => [job.id, job]));
    return { items: ids.flatMap((id) => byId.get(id) ?? []), ...(cursor && { cursor }) };
  }

  async function batchGet(ids: readonly string[]) {
    return (await documents.getAll(ids.slice(0, BATCH_GET_LIMIT).map(jobKey))).map(toJob);
  }

  async function turnsBefore({ id, principalId, conversationId }: QuestionInput, limit: number) {
    if (!conversationId) return [];
    const listing = {
      ...conversationListing(principalId, conversationId),
      newestFirst: true,
    };
    const { items } = await list(listing, { limit: limit + 1 });
    return items
      .filter((job) => job.id < id)
      .slice(0, limit)
      .reverse();
  }

  /** All of them, by as many pages as there are: questions that wait days for approval must not hide later ones. */
  async function listOpen(createdBefore: string) {
    const listing = { index: 'open-jobs', attribute: 'openKind', value: 'question', newestFirst: false };
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(listing, { limit: BATCH_GET_LIMIT, ...(cursor && { cursor }) });
      ids.push(...page.items.filter((job) => job.createdAt < createdBefore).map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor);
    return ids;
  }

  async function recordStep(id: string, context: StepContext, step: Step, standaloneQuestion?: string) {
    const rewritten = standaloneQuestion === undefined ? '' : ', standaloneQuestion = :standalone';
    await documents.update({
      Key: jobKey(id),
      UpdateExpression: `SET steps.#step = :step, version = version + :one${rewritten}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#step': stepName(context) },
      ExpressionAttributeValues: {
        ':step': JSON.stringify(step),
        ':one': 1,
        ':standalone': standaloneQuestion,
      },
    });
  }

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
    create: (job) => putNew(toItem(job), 0),
    find,
    listByPrincipal: (principalId, page) => list(principalListing(principalId), page),
    listByConversation: (principalId, conversationId, page) =>
      list(conversationListing(principalId, conversationId), page),
    turnsBefore,
    listOpen,
    recordStep,
    recordDecision: (id, decision) => recordDecision(documents, id, decision),
    close,
  };
}

function stepName({ enteredAt, state, branch, retry }: StepContext): string {
  return [enteredAt, state, ...(branch ? [branch] : []), retry].join('#');
}

function principalListing(principalId: string): Listing {
  return {
    index: 'by-principal',
    attribute: 'principalKey',
    value: principalKey(principalId, 'question'),
    newestFirst: true,
  };
}

function conversationListing(principalId: string, conversationId: string): Listing {
  return {
    index: 'by-conversation',
    attribute: 'conversationKey',
    value: conversationKey(principalId, conversationId),
    newestFirst: false,
  };
}
