import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, type Item } from '../platform/dynamodb-documents.ts';
import { InvalidCursor, readCursor, writeCursor } from './cursor.ts';
import type { Page } from './job-store.ts';
import { ALL_USAGE, dayUsage, usagePartition } from './usage-item.ts';
import type { DayUsage, UsageReport, UsageRequest } from './usage-ledger.ts';

/** Reads the ledger: one principal's days are its partition, all principals' are found by the index. */
export function createDynamodbUsageReport(options: { client: DynamoDBClient; table: string }): UsageReport {
  const documents = documentsOf(options);

  async function page(
    request: UsageRequest,
    key: { readonly name: string; readonly value: string },
    query: Parameters<typeof documents.query>[0],
  ): Promise<Page<Item>> {
    const start = readCursor(request.cursor, key.name, key.value);
    const found = documents.query({ ...query, Limit: request.limit, ExclusiveStartKey: start });
    const { Items, LastEvaluatedKey } = await found.catch((error: Error) => {
      throw request.cursor && error.name === 'ValidationException' ? new InvalidCursor() : error;
    });
    return { items: Items, ...(LastEvaluatedKey && { cursor: writeCursor(LastEvaluatedKey) }) };
  }

  function ofPrincipal(principalId: string, request: UsageRequest): Promise<Page<Item>> {
    const pk = usagePartition(principalId);
    return page(
      request,
      { name: 'pk', value: pk },
      {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': request.from, ':to': request.to },
      },
    );
  }

  async function ofAll(request: UsageRequest): Promise<Page<Item>> {
    const { items: keys, ...rest } = await page(
      request,
      { name: 'principalKey', value: ALL_USAGE },
      {
        IndexName: 'by-principal',
        KeyConditionExpression: 'principalKey = :all AND id BETWEEN :from AND :to',
        // `$` is the next character after `#`.
        ExpressionAttributeValues: {
          ':all': ALL_USAGE,
          ':from': `${request.from}#`,
          ':to': `${request.to}$`,
        },
      },
    );
    if (keys.length === 0) return { items: [], ...rest };
    const items = await documents.getAll(keys.map(({ pk, sk }) => ({ pk, sk })));
    return { items: items.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)), ...rest };
  }

  return {
    list: async (request): Promise<Page<DayUsage>> => {
      const { principalId } = request;
      const found = await (principalId === undefined ? ofAll(request) : ofPrincipal(principalId, request));
      return { ...found, items: found.items.map(dayUsage) };
    },
  };
}
