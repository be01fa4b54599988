import * as z from 'zod';
import { WireError } from '../wire/json-service.ts';

/** Expressions and values are looked at by dynalite, as those of the single action are. */
const EXPRESSIONS = {
  TableName: z.string(),
  ExpressionAttributeNames: z.unknown().optional(),
  ExpressionAttributeValues: z.unknown().optional(),
  ReturnValuesOnConditionCheckFailure: z.enum(['ALL_OLD', 'NONE']).optional(),
};
const Conditional = { ...EXPRESSIONS, ConditionExpression: z.string().optional() };

const Operations = z.strictObject({
  ConditionCheck: z
    .strictObject({ ...EXPRESSIONS, Key: z.unknown(), ConditionExpression: z.string() })
    .optional(),
  Put: z.strictObject({ ...Conditional, Item: z.unknown() }).optional(),
  Delete: z.strictObject({ ...Conditional, Key: z.unknown() }).optional(),
  Update: z.strictObject({ ...Conditional, Key: z.unknown(), UpdateExpression: z.string() }).optional(),
});

const Request = z.strictObject({
  TransactItems: z.array(Operations),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ReturnConsumedCapacity: z.literal('NONE').optional(),
  ReturnItemCollectionMetrics: z.literal('NONE').optional(),
});

/** The single action that does the same to one item; a check is a deletion that is not carried out. */
const ACTIONS = {
  ConditionCheck: 'deleteItem',
  Put: 'putItem',
  Delete: 'deleteItem',
  Update: 'updateItem',
} as const;
const KINDS = ['ConditionCheck', 'Put', 'Delete', 'Update'] as const;

const MOST_ITEMS = 100;

export interface TransactItem {
  readonly kind: (typeof KINDS)[number];
  readonly action: (typeof ACTIONS)[(typeof KINDS)[number]];
  /** Of that action. */
  readonly input: { readonly TableName: string };
  /** Whether a condition that does not hold is told with the item it did not hold for. */
  readonly tellsItem: boolean;
}

export interface TransactionRequest {
  readonly items: readonly TransactItem[];
  readonly token: string | undefined;
}

/** Throws a ValidationException for what is no transaction, or asks for what this machine does not do. */
export function readTransaction(input: unknown): TransactionRequest {
  const { data, error } = Request.safeParse(input);
  if (!data) throw invalid(z.prettifyError(error));
  const { TransactItems: given, ClientRequestToken: token } = data;
  const wrongLength =
    given.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${MOST_ITEMS}`;
  if (given.length === 0 || given.length > MOST_ITEMS) {
    throw invalid(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${wrongLength}`,
    );
  }
  return { items: given.map(readItem), token };
}

function readItem(given: z.infer<typeof Operations>): TransactItem {
  const [kind, ...others] = KINDS.filter((name) => given[name] !== undefined);
  const operation = kind && given[kind];
  if (!operation || others.length > 0) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const { ReturnValuesOnConditionCheckFailure: told, ...input } = operation;
  return { kind, action: ACTIONS[kind], input, tellsItem: told === 'ALL_OLD' };
}

export const invalid = (message: string) => new WireError('ValidationException', message);
