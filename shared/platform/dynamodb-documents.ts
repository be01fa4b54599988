import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type AttributeValues, fromAttributes, type Item, toAttributes } from './attribute-values.ts';

export type { Item };

/** A request of DynamoDB of one table, its values a plain object. */
type Request<Input, Items extends string = never> = Omit<
  Input,
  'TableName' | 'ExpressionAttributeValues' | Items
> & { readonly ExpressionAttributeValues?: Item | undefined };

type PutInput = Request<PutItemCommandInput, 'Item'> & { readonly Item: Item };
type UpdateInput = Request<UpdateItemCommandInput, 'Key'> & { readonly Key: Item };
type DeleteInput = Request<DeleteItemCommandInput, 'Key'> & { readonly Key: Item };
type QueryInput = Request<QueryCommandInput, 'ExclusiveStartKey'> & {
  readonly ExclusiveStartKey?: Item | undefined;
};

/**
 * A table whose items are plain objects; fields that are undefined are left out of what is written. Our own
 * translation, because the SDK's document client can't be used with its cache of resolved handlers.
 */
export interface Documents {
  /** Consistent. */
  get(key: Item): Promise<Item | undefined>;
  /** The items of these keys (at most 100) that are there, in any order. */
  getAll(keys: readonly Item[]): Promise<Item[]>;
  put(input: PutInput): Promise<{ Attributes: Item | undefined }>;
  update(input: UpdateInput): Promise<{ Attributes: Item | undefined }>;
  delete(input: DeleteInput): Promise<{ Attributes: Item | undefined }>;
  query(input: QueryInput): Promise<{ Items: Item[]; LastEvaluatedKey: Item | undefined }>;
}

export function documentsOf({ client, table }: { client: DynamoDBClient; table: string }): Documents {
  const TableName = table;
  return {
    get: async (key) => {
      const Key = toAttributes(key);
      return plain((await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item);
    },
    getAll: (keys) => getAll(client, table, keys),
    put: async (input) => {
      const command = new PutItemCommand({
        ...input,
        TableName,
        Item: toAttributes(input.Item),
        ...values(input),
      });
      return { Attributes: plain((await client.send(command)).Attributes) };
    },
    update: async (input) => {
      const command = new UpdateItemCommand({
        ...input,
        TableName,
        Key: toAttributes(input.Key),
        ...values(input),
      });
      return { Attributes: plain((await client.send(command)).Attributes) };
    },
    delete: async (input) => {
      const command = new DeleteItemCommand({
        ...input,
        TableName,
        Key: toAttributes(input.Key),
        ...values(input),
      });
      return { Attributes: plain((await client.send(command)).Attributes) };
    },
    query: async (input) => {
      const start = input.ExclusiveStartKey && toAttributes(input.ExclusiveStartKey);
      const command = new QueryCommand({ ...input, TableName, ExclusiveStartKey: start, ...values(input) });
      const { Items = [], LastEvaluatedKey } = await client.send(command);
      return { Items: Items.map(fromAttributes), LastEvaluatedKey: plain(LastEvaluatedKey) };
    },
  };
}

const plain = (attributes: AttributeValues | undefined) => attributes && fromAttributes(attributes);

function values({ ExpressionAttributeValues: given }: { ExpressionAttributeValues?: Item | undefined }) {
  return { ExpressionAttributeValues: given && toAttributes(given) };
}

async function getAll(client: DynamoDBClient, table: string, keys: readonly Item[]): Promise<Item[]> {
  const found: Item[] = [];
  for (let left = keys.map(toAttributes); left.length > 0; ) {
    const reply = await client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: left } } }));
    found.push(...(reply.Responses?.[table] ?? []).map(fromAttributes));
    left = reply.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return found;
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
