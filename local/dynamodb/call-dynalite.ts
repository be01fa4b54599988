import { createRequire } from 'node:module';
import { WireError } from '../wire/json-service.ts';

/** One action of DynamoDB (`updateItem`) in this process; fails with a WireError under the API's name for it. */
export type CallDynamoDb = (action: string, input: unknown) => Promise<unknown>;

interface Validations {
  checkTypes(input: unknown, types: unknown): unknown;
  checkValidations(input: unknown, types: unknown, custom: unknown, store: unknown): void;
}

type Run = (store: unknown, input: unknown, done: (error: unknown, output: unknown) => void) => void;

const require = createRequire(import.meta.url);

/**
 * What dynalite does with a request once it has read it from the wire: the same checks, then the action. The input
 * is JSON that nobody else holds, the output is to become JSON.
 */
export function callsOf(store: unknown): CallDynamoDb {
  return (action, input) =>
    run(store, action, input).catch((error: unknown) => {
      throw serviceError(error);
    });
}

/** The same for callers in this process: what goes in and out is as it would be over the wire. */
export function copying(call: CallDynamoDb): CallDynamoDb {
  return async (action, input) => plain(await call(action, plain(input)));
}

async function run(store: unknown, action: string, input: unknown): Promise<unknown> {
  // dynalite's own modules have no types.
  const validations = require('dynalite/validations') as Validations;
  const { types, custom } = require(`dynalite/validations/${action}`) as { types: unknown; custom: unknown };
  const perform = require(`dynalite/actions/${action}`) as Run;
  const checked = validations.checkTypes(input, types);
  validations.checkValidations(checked, types, custom, store);
  return new Promise((resolve, reject) => {
    perform(store, checked, (error, output) => (error ? reject(error) : resolve(output)));
  });
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function serviceError(error: unknown): unknown {
  const { statusCode, body } = Object(error);
  if (typeof statusCode !== 'number') return error;
  const { __type: type, message, Message } = Object(body);
  return new WireError(String(type).split('#').at(-1) ?? '', String(message ?? Message ?? ''), statusCode);
}
