import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { VerifiedQuery } from '../../contracts/verified-query.ts';
import { documentsOf, type Item, unlessRefused } from '../../platform/dynamodb-documents.ts';
import type { VerifiedQueryStore } from './verified-query-store.ts';

const itemKey = (source: string, id: string) => ({ pk: `VERIFIED#${source}`, sk: id });
const headKey = (source: string) => ({ pk: `VERIFIED-INDEX#${source}`, sk: 'INDEX' });

/** What was removed stays for an audit, then the table forgets it. */
const REMOVED_SECONDS = 365 * 24 * 3600;
const NOT_REMOVED = 'attribute_not_exists(removedBy)';

/** A source's pairs are one partition, an item each; its index has a head of its own. */
export function createDynamodbVerifiedQueryStore(options: {
  client: DynamoDBClient;
  table: string;
}): VerifiedQueryStore {
  const documents = documentsOf(options);

  /** Sets fields of an item while a condition holds; returns the item as it then is. */
  async function update(key: Item, fields: Item, condition: string, values: Item = {}, add: Item = {}) {
    const written = await unlessRefused(
      documents.update({
        Key: key,
        ...expressionOf(fields, add),
        ConditionExpression: condition,
        ExpressionAttributeNames: namesOf([...Object.keys(fields), ...Object.keys(add)], condition),
        ExpressionAttributeValues: valuesOf({ ...fields, ...add, ...values }),
        ReturnValues: 'ALL_NEW',
      }),
    );
    return written?.Attributes;
  }

  async function change(source: string): Promise<void> {
    await update(
      headKey(source),
      { source },
      '#source = :source OR attribute_not_exists(pk)',
      {},
      { changes: 1 },
    );
  }

  /** A write that changes what is in use. */
  async function changing(source: string, write: Promise<Item | undefined>): Promise<boolean> {
    const done = (await write) !== undefined;
    if (done) await change(source);
    return done;
  }

  const asSubmitted = `#state = :pending AND #approvedAt = :at AND ${NOT_REMOVED}`;
  const submitted = ({ approvedAt }: VerifiedQuery) => ({ pending: 'pending', at: approvedAt });

  async function page(source: string, limit: number, cursor?: string, consistent = false) {
    const { Items, LastEvaluatedKey } = await documents.query({
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: NOT_REMOVED,
      ExpressionAttributeValues: { ':pk': itemKey(source, '').pk },
      ConsistentRead: consistent,
      Limit: limit,
      ...(cursor && { ExclusiveStartKey: itemKey(source, cursor) }),
    });
    return { items: Items.map(toQuery), ...(LastEvaluatedKey && { cursor: String(LastEvaluatedKey.sk) }) };
  }

  return {
    submit: async (query) => {
      const { id, source, count: _count, approvedBy, approvedAt, ...rest } = query;
      const key = itemKey(source, id);
      const approval = { approvedBy, approvedAt };
      const again = await update(
        key,
        approval,
        `#state = :active AND ${NOT_REMOVED}`,
        { active: 'active' },
        { count: 1 },
      );
      if (again) return toQuery(again);
      const fields = {
        id,
        source,
        ...rest,
        ...approval,
        reason: undefined,
        removedBy: undefined,
        removedAt: undefined,
        expiresAt: undefined,
      };
      const item = await update(
        key,
        fields,
        'attribute_not_exists(pk) OR #state <> :active OR attribute_exists(removedBy)',
        { active: 'active' },
        { count: 1 },
      );
      // In use since the first look: then this is one approval more.
      return item ? toQuery(item) : query;
    },
    propose: async (query) => {
      const known = { removedBy: undefined, removedAt: undefined, expiresAt: undefined, reason: undefined };
      const condition = 'attribute_not_exists(pk) OR #state = :rejected OR attribute_exists(removedBy)';
      const key = itemKey(query.source, query.id);
      await update(key, { ...query, ...known }, condition, { rejected: 'rejected' });
    },
    find: async (source, id) => {
      const item = await documents.get(itemKey(source, id));
      return item && item.removedBy === undefined ? toQuery(item) : undefined;
    },
    list: (source, { limit, cursor }) => page(source, limit, cursor),
    all: async (source) => {
      const all: VerifiedQuery[] = [];
      let cursor: string | undefined;
      do {
        const found = await page(source, 500, cursor, true);
        all.push(...found.items);
        cursor = found.cursor;
      } while (cursor);
      return all;
    },
    activate: (query, verification) =>
      changing(
        query.source,
        update(
          itemKey(query.source, query.id),
          { state: 'active', reason: undefined, ...verification },
          asSubmitted,
          submitted(query),
        ),
      ),
    reject: async (query, reason) =>
      (await update(
        itemKey(query.source, query.id),
        { state: 'rejected', reason },
        asSubmitted,
        submitted(query),
      )) !== undefined,
    mark: async ({ source, id, state: before }, state, reason) =>
      (await update(
        itemKey(source, id),
        { state, reason: reason || undefined },
        `#state = :before AND ${NOT_REMOVED}`,
        {
          before,
        },
      )) !== undefined,
    remove: (source, id, by) =>
      changing(source, update(itemKey(source, id), removal(by), `attribute_exists(pk) AND ${NOT_REMOVED}`)),
    merge: async (older, newer) => {
      const gone = await update(itemKey(older.source, older.id), removal(`merged:${newer.id}`), NOT_REMOVED);
      if (!gone) return false;
      await update(
        itemKey(newer.source, newer.id),
        { id: newer.id },
        'attribute_exists(pk)',
        {},
        { count: older.count },
      );
      return true;
    },
    head: async (source) => {
      const { revision, entries = 0, changes = 0 } = (await documents.get(headKey(source))) ?? {};
      return {
        entries: Number(entries),
        changes: Number(changes),
        ...(revision !== undefined && { revision: String(revision) }),
      };
    },
    indexed: async (source, { changes, revision, entries }) => {
      const condition = 'attribute_not_exists(pk) OR #changes = :changes';
      return (await update(headKey(source), { source, revision, entries, changes }, condition)) !== undefined;
    },
  };
}

const removal = (by: string) => ({
  removedBy: by,
  removedAt: new Date().toISOString(),
  expiresAt: Math.floor(Date.now() / 1000) + REMOVED_SECONDS,
});

/** Fields that are undefined are taken away. */
function expressionOf(fields: Item, add: Item): { UpdateExpression: string } {
  const entries = Object.entries(fields);
  const set = entries.filter(([, value]) => value !== undefined).map(([name]) => `#${name} = :${name}`);
  const removed = entries.filter(([, value]) => value === undefined).map(([name]) => `#${name}`);
  const added = Object.keys(add).map((name) => `#${name} :${name}`);
  const parts = [
    ['SET', set],
    ['REMOVE', removed],
    ['ADD', added],
  ] as const;
  const used = parts
    .filter(([, list]) => list.length > 0)
    .map(([word, list]) => `${word} ${list.join(', ')}`);
  return { UpdateExpression: used.join(' ') };
}

function namesOf(fields: readonly string[], condition: string): Record<string, string> {
  const inCondition = [...condition.matchAll(/#(\w+)/g)].map((match) => match[1] ?? '');
  return Object.fromEntries([...fields, ...inCondition].map((name) => [`#${name}`, name]));
}

function valuesOf(values: Item): Item {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [`:${name}`, value]));
}

const FIELDS = Object.keys(VerifiedQuery.shape);

const toQuery = (item: Item): VerifiedQuery =>
  VerifiedQuery.parse(Object.fromEntries(Object.entries(item).filter(([name]) => FIELDS.includes(name))));
