import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchJob } from '../contracts/batch.ts';
import { type Listing, listIds, listOpenIds } from '../jobs/dynamodb-listing.ts';
import { principalKey, toJob } from '../jobs/job-item.ts';
import { jobKey } from '../jobs/job-key.ts';
import type { Page, PageRequest } from '../jobs/job-store.ts';
import { expiryOf, isGone } from '../jobs/retention.ts';
import { documentsOf, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import type { BatchStore } from './batch-store.ts';

const KEY_ATTRIBUTES = ['pk', 'sk', 'principalKey', 'openKind', 'expiresAt'];
/** Longer than any bus or queue keeps the event of a file, which would begin it anew. */
const CLAIM_DAYS = 30;
/** What a batch that runs is called in the index of what is open. */
const KIND = 'batch';
const PRINCIPAL_INDEX = { index: 'by-principal', attribute: 'principalKey', newestFirst: true } as const;
const OPEN = '#status IN (:submitted, :running)';
const STATUS = { '#status': 'status' };
const OPEN_VALUES = { ':submitted': 'SUBMITTED', ':running': 'RUNNING' };

/** Batches are items of the jobs table beside the questions; those that run are in the index of what is open. */
export function createDynamodbBatchStore(options: { client: DynamoDBClient; table: string }): BatchStore {
  const documents = documentsOf(options);

  const putNew = (item: Item) =>
    unlessRefused(documents.put({ Item: item, ConditionExpression: 'attribute_not_exists(pk)' }));

  async function find(id: string) {
    const item = await documents.get(jobKey(id));
    return item?.kind === 'batch' && !isGone(item) ? toBatch(item) : undefined;
  }

  async function list(listing: Listing, page: PageRequest): Promise<Page<BatchJob>> {
    const { items: ids, cursor } = await listIds(documents, listing, page);
    const found = await documents.getAll(ids.map(jobKey));
    const items = found.filter((item) => !isGone(item)).map(toBatch);
    items.sort((a, b) => (a.id < b.id === listing.newestFirst ? 1 : -1));
    return { items, ...(cursor !== undefined && { cursor }) };
  }

  async function fileOwner(key: string, etag: string) {
    const owner = (await documents.get(fileKey(key, etag)))?.batchId;
    return owner === undefined ? undefined : String(owner);
  }

  async function claimFile(key: string, etag: string, batchId: string, retentionDays: number) {
    const expiresAt = expiryOf(new Date().toISOString(), Math.max(retentionDays, CLAIM_DAYS));
    if (await putNew({ ...fileKey(key, etag), batchId, expiresAt })) return batchId;
    return (await fileOwner(key, etag)) ?? batchId;
  }

  async function begin(id: string, executionArn: string, at: string) {
    const write = documents.update({
      Key: jobKey(id),
      UpdateExpression:
        'SET #status = :running, startedAt = if_not_exists(startedAt, :at), executionArn = :me, openKind = :kind, version = version + :one',
      ConditionExpression: '#status = :submitted OR (#status = :running AND executionArn = :me)',
      ExpressionAttributeNames: STATUS,
      ExpressionAttributeValues: { ...OPEN_VALUES, ':at': at, ':me': executionArn, ':kind': KIND, ':one': 1 },
    });
    return (await unlessRefused(write)) !== undefined;
  }

  async function set(id: string, expression: string, values: Item) {
    await documents.update({
      Key: jobKey(id),
      UpdateExpression: `SET ${expression}, version = version + :one`,
      ConditionExpression: 'attribute_exists(pk)',
      ...(expression.includes('#rows') && {
        ExpressionAttributeNames: { '#rows': 'rows', '#counts': 'counts' },
      }),
      ExpressionAttributeValues: { ...values, ':one': 1 },
    });
  }

  async function close(id: string, { status, error }: Parameters<BatchStore['close']>[1], at: string) {
    const write = documents.update({
      Key: jobKey(id),
      UpdateExpression: `SET #status = :status, endedAt = :at, version = version + :one${error ? ', #error = :error' : ''} REMOVE openKind`,
      ConditionExpression: OPEN,
      ExpressionAttributeNames: { ...STATUS, ...(error && { '#error': 'error' }) },
      ExpressionAttributeValues: { ...OPEN_VALUES, ':status': status, ':at': at, ':one': 1, ':error': error },
      ReturnValues: 'ALL_NEW',
    });
    const written = await unlessRefused(write);
    return written?.Attributes ? toBatch(written.Attributes) : find(id);
  }

  return {
    create: async (batch, retentionDays) => {
      const expiresAt = expiryOf(batch.createdAt, retentionDays);
      return (await putNew({ ...toItem(batch), expiresAt })) !== undefined;
    },
    find,
    listByPrincipal: (principalId, page) =>
      list({ ...PRINCIPAL_INDEX, value: principalKey(principalId, 'batch') }, page),
    claimFile,
    fileOwner,
    begin,
    listRunning: (createdBefore) => listOpenIds(documents, KIND, createdBefore),
    setSize: (id, { rows, questions }, at) =>
      set(id, '#rows = :rows, questions = :questions, answeringSince = :at, #counts = :none', {
        ...{ ':rows': rows, ':questions': questions, ':at': at, ':none': {} },
      }),
    setCounts: (id, counts) => set(id, 'counts = :counts', { ':counts': counts }),
    findQuestions: async (ids) => {
      // One by one, because reading many at once may give them as they were before.
      const items = await Promise.all(ids.map((id) => documents.get(jobKey(id))));
      return items.flatMap((item) => (item ? [toJob(item)] : []));
    },
    close,
  };
}

const fileKey = (key: string, etag: string) => ({
  pk: `BATCHFILE#${encodeURIComponent(key)}#${etag}`,
  sk: 'BATCHFILE',
});

function toItem(batch: BatchJob): Item {
  return { ...jobKey(batch.id), ...batch, principalKey: principalKey(batch.principal.id, 'batch') };
}

function toBatch(item: Item): BatchJob {
  return BatchJob.parse(
    Object.fromEntries(Object.entries(item).filter(([name]) => !KEY_ATTRIBUTES.includes(name))),
  );
}
