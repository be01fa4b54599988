import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ExportJob } from '../contracts/exports.ts';
import { documentsOf, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import { type Listing, listIds, listOpenIds } from './dynamodb-listing.ts';
import { toExport, toExportItem } from './export-item.ts';
import type { ExportClose, ExportStore, FailedExport, Lease, WrittenSoFar } from './export-store.ts';
import { principalKey } from './job-item.ts';
import { jobKey } from './job-key.ts';
import type { Page, PageRequest } from './job-store.ts';
import { expiryOf, isGone } from './retention.ts';

const KIND = 'export';

/** Open, and nobody else's. */
const MINE = 'attribute_exists(openKind) AND leaseOwner = :owner';
const END = 'SET #status = :status, endedAt = :at, endedBy = :by, ending = :ending, version = version + :one';
const CLEAR = 'REMOVE openKind, leaseOwner, leaseUntil, lastError';

/** A conditional write; `:one` is always there to count the version up. */
interface Write {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Item;
}

export function createDynamodbExportStore(options: { client: DynamoDBClient; table: string }): ExportStore {
  const documents = documentsOf(options);

  async function get(id: string): Promise<Item | undefined> {
    const item = await documents.get(jobKey(id));
    return item?.kind === KIND && !isGone(item) ? item : undefined;
  }

  /** The record after the write; undefined when the condition did not hold. */
  async function update(id: string, write: Write): Promise<Item | undefined> {
    const namesStatus = /#status/.test(`${write.UpdateExpression}${write.ConditionExpression}`);
    const written = documents.update({
      Key: jobKey(id),
      ...write,
      ...(namesStatus && { ExpressionAttributeNames: { '#status': 'status' } }),
      ExpressionAttributeValues: { ...write.ExpressionAttributeValues, ':one': 1 },
      ReturnValues: 'ALL_NEW',
    });
    return (await unlessRefused(written))?.Attributes;
  }

  async function find(id: string): Promise<ExportJob | undefined> {
    const item = await get(id);
    return item && toExport(item, Date.now());
  }

  async function create(job: ExportJob, retentionDays: number): Promise<boolean> {
    const written = documents.put({
      Item: { ...toExportItem(job), expiresAt: expiryOf(job.createdAt, retentionDays) },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    return (await unlessRefused(written)) !== undefined;
  }

  async function list(listing: Listing, page: PageRequest): Promise<Page<ExportJob>> {
    const { items: ids, cursor } = await listIds(documents, listing, page);
    const items = await documents.getAll(ids.map(jobKey));
    const found = items.filter((item) => !isGone(item));
    const byId = new Map(found.map((item) => [String(item.id), toExport(item, Date.now())]));
    return { items: ids.flatMap((id) => byId.get(id) ?? []), ...(cursor && { cursor }) };
  }

  async function takeLease(id: string, { owner, until }: Lease, at: number) {
    const taken = await update(id, {
      UpdateExpression:
        'SET #status = :running, leaseOwner = :owner, leaseUntil = :until, attempt = if_not_exists(attempt, :zero) + :one, rowsWritten = :zero, bytesWritten = :zero, version = version + :one',
      ConditionExpression:
        // One's own: the write was made before, and its answer got lost.
        'attribute_exists(openKind) AND (attribute_not_exists(leaseOwner) OR leaseUntil < :now OR leaseOwner = :owner)',
      ExpressionAttributeValues: {
        ':running': 'RUNNING',
        ':owner': owner,
        ':until': until,
        ':now': at,
        ':zero': 0,
      },
    });
    if (taken) return { outcome: 'taken' as const, job: toExport(taken, at) };
    const item = await get(id);
    if (!item) return undefined;
    return item.openKind === undefined
      ? { outcome: 'ended' as const, job: toExport(item, at) }
      : { outcome: 'held' as const, until: Number(item.leaseUntil ?? at) };
  }

  async function recordProgress(id: string, { owner, until }: Lease, { rows, bytes }: WrittenSoFar) {
    const written = await update(id, {
      UpdateExpression:
        'SET leaseUntil = :until, rowsWritten = :rows, bytesWritten = :bytes, version = version + :one',
      ConditionExpression: MINE,
      ExpressionAttributeValues: { ':owner': owner, ':until': until, ':rows': rows, ':bytes': bytes },
    });
    return written !== undefined;
  }

  async function giveUp(id: string, owner: string, { name, message }: FailedExport): Promise<void> {
    await update(id, {
      UpdateExpression: 'SET lastError = :error, version = version + :one REMOVE leaseOwner, leaseUntil',
      ConditionExpression: MINE,
      ExpressionAttributeValues: { ':owner': owner, ':error': JSON.stringify({ name, message }) },
    });
  }

  async function finish(id: string, owner: string, ending: object, at: string) {
    const written = await update(id, {
      UpdateExpression: `${END} ${CLEAR}`,
      ConditionExpression: MINE,
      ExpressionAttributeValues: {
        ':owner': owner,
        ':status': 'READY',
        ':at': at,
        ':by': 'worker',
        ':ending': JSON.stringify(ending),
      },
    });
    return written && toExport(written, Date.now());
  }

  async function close(id: string, { status, endedBy, owner, error }: ExportClose, at: string) {
    const written = await update(id, {
      UpdateExpression: `${END} ${CLEAR}`,
      ConditionExpression: owner === undefined ? 'attribute_exists(openKind)' : MINE,
      ExpressionAttributeValues: {
        ...(owner !== undefined && { ':owner': owner }),
        ':status': status,
        ':at': at,
        ':by': endedBy,
        ':ending': JSON.stringify(error ? { error } : {}),
      },
    });
    return written ? toExport(written, Date.now()) : find(id);
  }

  return {
    create,
    find,
    listByPrincipal: (principalId, page) => list(ofPrincipal(principalId), page),
    listOpen: (createdBefore) => listOpenIds(documents, KIND, createdBefore),
    takeLease,
    recordProgress,
    giveUp,
    finish,
    close,
  };
}

function ofPrincipal(principalId: string): Listing {
  return {
    index: 'by-principal',
    attribute: 'principalKey',
    value: principalKey(principalId, KIND),
    newestFirst: true,
  };
}
