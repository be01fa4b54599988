import * as z from 'zod';
import type { CallDynamoDb } from '../dynamodb/call-dynalite.ts';
import type { LocalTable } from '../template/resources/tables.ts';

/** Few enough that whoever calls meanwhile does not notice. */
const PAGE = 100;

const Key = z.record(z.string(), z.unknown());
const ScanOutput = z.object({ Items: z.array(Key), LastEvaluatedKey: Key.optional() });

/** Removes the items of a table that expired before this time, page by page: the next is looked at when asked for. */
export async function* removeExpiredItems(
  call: CallDynamoDb,
  { name: TableName, timeToLive, KeySchema }: LocalTable,
  before: Date,
): AsyncGenerator<void> {
  if (timeToLive === undefined) return;
  // As DynamoDB has it, a time that is no number is none.
  const condition = {
    ExpressionAttributeValues: {
      ':before': { N: String(Math.floor(before.getTime() / 1_000)) },
      ':number': { S: 'N' },
    },
  };
  const isExpired = 'attribute_type(#expires, :number) AND #expires < :before';
  const names = Object.fromEntries(
    KeySchema.map(({ AttributeName }, place) => [`#key${place}`, AttributeName]),
  );
  let start: z.infer<typeof Key> | undefined;
  do {
    const scanned = await call('scan', {
      ...{ TableName, Limit: PAGE, ...condition },
      ...(start && { ExclusiveStartKey: start }),
      ProjectionExpression: Object.keys(names).join(', '),
      FilterExpression: isExpired,
      ExpressionAttributeNames: { ...names, '#expires': timeToLive },
    });
    const { Items, LastEvaluatedKey } = ScanOutput.parse(scanned);
    for (const item of Items) {
      const written = call('deleteItem', {
        ...{ TableName, Key: item, ...condition },
        ConditionExpression: isExpired,
        ExpressionAttributeNames: { '#expires': timeToLive },
      });
      await written.catch(unlessChanged);
    }
    start = LastEvaluatedKey;
    yield;
  } while (start);
}

/** It was written again since it was looked at. */
function unlessChanged(error: unknown): void {
  if (Object(error).name !== 'ConditionalCheckFailedException') throw error;
}
