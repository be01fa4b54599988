import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../../commands/fuzz/seeded-random.ts';
import type { ErrorName } from '../../../shared/contracts/errors.ts';
import type { Trial } from '../trial.ts';
import { between, type Strike } from './strike.ts';

const LATEST_MS = 400;

interface Order {
  readonly kind: string;
  readonly times: number;
  readonly ms?: number;
}

/** Faults of the model, for the next calls of any task. */
export const MODEL_STRIKES: readonly Strike[] = [
  ordered('Bedrock throttles', ['ModelThrottled'], (random) => ({
    kind: 'throttle',
    times: between(random, 1, 12),
  })),
  ordered('Bedrock is unavailable', ['ModelUnavailable'], (random) => ({
    kind: 'unavailable',
    times: between(random, 1, 12),
  })),
  ordered('Bedrock is slow', ['ModelTimeout', 'ModelUnavailable'], (random) => ({
    kind: 'timeout',
    times: between(random, 1, 4),
    ms: between(random, 500, 3_000),
  })),
  // Mended by asking again, or by other SQL, as long as attempts are left.
  ordered('Bedrock gives rubbish', ['ModelOutputInvalid', 'AttemptsExhausted'], (random) => ({
    kind: random.pick(['malformed', 'text']),
    times: between(random, 1, 5),
  })),
];

function ordered(
  kind: string,
  mayFailWith: readonly ErrorName[],
  orderOf: (random: Random) => Order,
): Strike {
  return {
    kind,
    mayFailWith,
    strike: async (trial, random) => {
      const order = orderOf(random);
      await orderModelFault(trial, order);
      await delay(between(random, 0, LATEST_MS));
      return `${order.times} calls`;
    },
  };
}

/** Takes back what no call has met yet. */
export async function clearModelFaults({ stack }: Trial): Promise<void> {
  await fetch(`${stack.places().services}/_faults`, { method: 'DELETE' });
}

/** Orders a fault, or a reply, of the local Bedrock from outside. */
export async function orderModelFault({ stack }: Pick<Trial, 'stack'>, order: object): Promise<void> {
  const response = await fetch(`${stack.places().services}/_faults`, {
    method: 'POST',
    body: JSON.stringify(order),
  });
  if (!response.ok) throw new Error(`A fault could not be ordered: ${await response.text()}`);
}
