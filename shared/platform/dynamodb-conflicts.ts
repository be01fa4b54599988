import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Why a transaction was cancelled that may well succeed in a moment. */
const PASSING: readonly unknown[] = [
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
];

/**
 * Has the SDK repeat, as it does what was throttled, a write that met a transaction under way, or a transaction that
 * met another write; by itself it repeats neither.
 */
export function repeatingConflicts(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next) => (given) =>
      next(given).catch((error: unknown) => {
        throw isPassing(error) ? Object.assign(Object(error), { $retryable: { throttling: false } }) : error;
      }),
    { step: 'deserialize', priority: 'high', name: 'conflicts' },
  );
  return client;
}

function isPassing(error: unknown): boolean {
  const { name, CancellationReasons: reasons } = Object(error);
  if (!Array.isArray(reasons)) return name === 'TransactionConflictException';
  const codes = reasons.map((reason) => Object(reason).Code).filter((code) => code !== 'None');
  return codes.every((code) => PASSING.includes(code));
}
