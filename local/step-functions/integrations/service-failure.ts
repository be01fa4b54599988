import { StateFailure } from '../errors.ts';

/** A service's exception as a state's error: `DynamoDB.ConditionalCheckFailedException`. */
export function serviceFailure(prefix: string, thrown: unknown, unnamed: string): StateFailure {
  if (thrown instanceof StateFailure) return thrown;
  const isNamed = thrown instanceof Error && thrown.name.endsWith('Exception');
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new StateFailure(`${prefix}.${isNamed ? thrown.name : unnamed}`, message);
}
