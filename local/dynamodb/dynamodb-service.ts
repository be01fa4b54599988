import { jsonService } from '../wire/json-service.ts';
import type { WireService } from '../wire/wire-service.ts';
import type { CallDynamoDb } from './call-dynalite.ts';

/** The actions that dynalite has, and transactions. */
const ACTIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'TransactWriteItems',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
];

/**
 * DynamoDB's wire protocol over the store of dynalite. dynalite's own server ends the process when a client goes
 * away in the middle of a request, or a write comes while everything stops.
 */
export function dynamodbService(call: CallDynamoDb): WireService {
  const operation = (action: string) => (input: unknown) =>
    call(`${action.charAt(0).toLowerCase()}${action.slice(1)}`, input);
  return jsonService(
    'DynamoDB',
    'DynamoDB_20120810',
    Object.fromEntries(ACTIONS.map((action) => [action, operation(action)])),
  );
}
