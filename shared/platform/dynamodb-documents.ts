import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export type Item = Record<string, unknown>;

/** A table whose items are plain objects; fields that are undefined are left out of what is written. */
export interface Documents {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

export function documentsOf(options: { client: DynamoDBClient; table: string }): Documents {
  const client = DynamoDBDocumentClient.from(options.client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, table: options.table };
}

/** What a conditional write gives back; undefined when its condition did not hold. */
export async function unlessRefused<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** The items of these keys (at most 100) that are there, in any order. */
export async function getAll({ client, table }: Documents, keys: readonly Item[]): Promise<Item[]> {
  const found: Item[] = [];
  for (let left: Item[] = [...keys]; left.length > 0; ) {
    const reply = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: left } } }));
    found.push(...(reply.Responses?.[table] ?? []));
    left = reply.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return found;
}
