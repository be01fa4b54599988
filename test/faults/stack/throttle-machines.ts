import type { Random } from '../../../commands/fuzz/seeded-random.ts';
import type { ServiceGateway } from '../../../local/step-functions/integrations/ports.ts';

const FINENESS = 1_000;

interface Throttle {
  readonly gateway: ServiceGateway;
  /** Sets the share of calls that are refused, from 0 to 1. */
  turn(share: number): void;
}

/** Throttles the machines' own calls of tables, buses and queues, as the services do when they are hot. */
export function createThrottle(random: Random): Throttle {
  let share = 0;
  return {
    gateway: ({ service }, next) => {
      if (random.below(FINENESS) >= share * FINENESS) return next();
      const name = service === 'dynamodb' ? 'ProvisionedThroughputExceededException' : 'ThrottlingException';
      return Promise.reject(Object.assign(new Error('Rate exceeded'), { name }));
    },
    turn: (to) => {
      share = to;
    },
  };
}
