import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { fromAttributes, type Item, toAttributes } from './attribute-values.ts';

/** A change of one item, its values plain. */
export interface ItemUpdate {
  readonly Key: Item;
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues: Item;
}

/** What stood against a transaction: the item as it is, if there is one, of the first condition that did not hold. */
export interface Refusal {
  readonly item: Item | undefined;
}

/** Changes items of one table, all or, when a condition does not hold, none. */
export async function updateTogether(
  { client, table }: { client: DynamoDBClient; table: string },
  updates: readonly ItemUpdate[],
): Promise<Refusal | undefined> {
  const TransactItems = updates.map(({ Key, ExpressionAttributeValues, ...update }) => ({
    Update: {
      ...update,
      TableName: table,
      Key: toAttributes(Key),
      ExpressionAttributeValues: toAttributes(ExpressionAttributeValues),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  }));
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return undefined;
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
    const refused = reasons?.find(({ Code }) => Code === 'ConditionalCheckFailed');
    if (!refused) throw error;
    return { item: refused.Item && fromAttributes(refused.Item) };
  }
}
