import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RefreshScope } from '../contracts/knowledge.ts';
import { documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';
import { listOpenKeys } from '../platform/dynamodb-open-keys.ts';
import { knowledgePartition } from './dynamodb-edit-items.ts';
import type { HeldSource, RefreshLeases } from './refresh-leases.ts';

/** What a source is called in the index of what is open; the catalogue machine writes it with its lease. */
const KIND = 'refresh';
const refreshKey = (source: string) => ({ pk: knowledgePartition(source), sk: 'REFRESH' });
const sourceOf = (pk: string) => pk.slice(knowledgePartition('').length);

/** Leases of sources, on the items that the catalogue machine holds them by. */
export function createDynamodbRefreshLeases(options: {
  client: DynamoDBClient;
  table: string;
}): RefreshLeases {
  const documents = documentsOf(options);

  async function look(source: string): Promise<HeldSource> {
    const leaseBy = (await documents.get(refreshKey(source)))?.leaseBy;
    return { source, leaseBy: leaseBy === undefined ? undefined : String(leaseBy) };
  }

  return {
    held: async () => {
      const keys = await listOpenKeys(documents, KIND);
      return Promise.all(keys.map(({ pk }) => look(sourceOf(pk))));
    },
    release: async (source, leaseBy, { at, name, message }) => {
      const write = documents.update({
        Key: refreshKey(source),
        // It stays in the index until what was asked meanwhile is done.
        UpdateExpression: 'SET failedAt = :at, failure = :failure REMOVE leaseBy, leaseUntil',
        ConditionExpression: 'leaseBy = :by',
        ExpressionAttributeValues: {
          ':at': at,
          ':failure': JSON.stringify({ name, message }),
          ':by': leaseBy,
        },
      });
      return (await unlessRefused(write)) !== undefined;
    },
    askedMeanwhile: async (source) => {
      const { again, leaseBy } = (await documents.get(refreshKey(source))) ?? {};
      return again === undefined || leaseBy !== undefined ? undefined : RefreshScope.parse(again);
    },
    settle: async (source) => {
      const write = documents.update({
        Key: refreshKey(source),
        UpdateExpression: 'REMOVE openKind',
        ConditionExpression: 'attribute_not_exists(leaseBy) AND attribute_not_exists(again)',
      });
      await unlessRefused(write);
    },
  };
}
