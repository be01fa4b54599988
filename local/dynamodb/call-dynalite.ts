import { createRequire } from 'node:module';
import { WireError } from '../wire/json-service.ts';

/** One action of DynamoDB (`updateItem`) in this process; fails with a WireError under the API's name for it. */
export type CallDynamoDb = (action: string, input: unknown) => Promise<unknown>;

interface Validations {
  checkTypes(input: unknown, types: unknown): unknown;
  checkValidations(input: unknown, types: unknown, custom: unknown, store: unknown): void;
}

type Done = (error: unknown, output?: unknown) => void;
type Run = (store: unknown, input: unknown, done: Done) => void;

const require = createRequire(import.meta.url);

/**
 * What dynalite does with a request once it has read it from the wire: the same checks, then the action. The input
 * is JSON that nobody else holds, the output is to become JSON.
 */
export function callsOf(store: unknown): CallDynamoDb {
  return async (action, input) => perform(store, action, check(store, action, input));
}

/** The same for callers in this process: what goes in and out is as it would be over the wire. */
export function copying(call: CallDynamoDb): CallDynamoDb {
  return async (action, input) => plain(await call(action, plain(input)));
}

/** The request as its action takes it: what it knows, and its expressions read. */
export function check(store: unknown, action: string, input: unknown): unknown {
  // dynalite's own modules have no types.
  const validations = require('dynalite/validations') as Validations;
  const { types, custom } = require(`dynalite/validations/${action}`) as { types: unknown; custom: unknown };
  try {
    const checked = validations.checkTypes(input, types);
    validations.checkValidations(checked, types, custom, store);
    return checked;
  } catch (error) {
    throw serviceError(error);
  }
}

/** Carries out a request that was checked. */
export function perform(store: unknown, action: string, checked: unknown): Promise<unknown> {
  const run = require(`dynalite/actions/${action}`) as Run;
  return answerOf((done) => run(store, checked, done));
}

/** What one of dynalite's functions answers. */
export function answerOf(call: (done: Done) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    call((error, output) => (error ? reject(serviceError(error)) : resolve(output)));
  });
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function serviceError(error: unknown): unknown {
  const { statusCode, body } = Object(error);
  if (typeof statusCode !== 'number') return error;
  const { __type: type, message, Message } = Object(body);
  return new WireError(String(type).split('#').at(-1) ?? '', String(message ?? Message ?? ''), statusCode);
}
