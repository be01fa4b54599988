import { parameters } from './argument.ts';
import { type Integration, TASK_EVENTS } from './integration.ts';
import type { CallService } from './ports.ts';
import { serviceFailure } from './service-failure.ts';

const COMMON = ['TableName', 'ExpressionAttributeNames', 'ReturnConsumedCapacity'];
const WRITE = [
  'ConditionExpression',
  'ExpressionAttributeValues',
  'ReturnValues',
  'ReturnItemCollectionMetrics',
];

/** Parameters of the optimised integrations, without the legacy ones that expressions replaced. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  getItem: [...COMMON, 'Key', 'ConsistentRead', 'ProjectionExpression'],
  putItem: [...COMMON, ...WRITE, 'Item'],
  updateItem: [...COMMON, ...WRITE, 'Key', 'UpdateExpression'],
  deleteItem: [...COMMON, ...WRITE, 'Key'],
};

const SDK_ACTIONS = [...Object.keys(PARAMETERS), 'query', 'scan', 'batchGetItem', 'batchWriteItem'];

/** `arn:aws:states:::dynamodb:putItem` and its three siblings; undefined for an action that has none. */
export function dynamodbOptimised(call: CallService, action: string): Integration | undefined {
  const known = Object.hasOwn(PARAMETERS, action) ? PARAMETERS[action] : undefined;
  return known && dynamodb(call, action, 'dynamodb', 'DynamoDB', known);
}

/** `arn:aws:states:::aws-sdk:dynamodb:query` and the like: the API as it is. */
export function dynamodbSdk(call: CallService, action: string): Integration | undefined {
  return SDK_ACTIONS.includes(action) ? dynamodb(call, action, 'aws-sdk:dynamodb', 'DynamoDb') : undefined;
}

function dynamodb(
  call: CallService,
  action: string,
  resourceType: string,
  errorPrefix: string,
  known?: readonly string[],
): Integration {
  return {
    resourceType,
    resource: action,
    events: TASK_EVENTS,
    async call(task) {
      const given: unknown = JSON.parse(task.argument.text);
      const input = parameters(task, known ?? Object.keys(Object(given)), []);
      return call({ service: 'dynamodb', action, input }, task.signal).catch((thrown: unknown) => {
        throw serviceFailure(errorPrefix, thrown, 'AmazonDynamoDBException');
      });
    },
  };
}
