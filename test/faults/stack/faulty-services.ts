import type { Random } from '../../../commands/fuzz/seeded-random.ts';
import type { ServiceGateway } from '../../../local/step-functions/integrations/ports.ts';

const FINENESS = 1_000;

/** What befalls the calls that the machines themselves make of tables, buses and queues. */
export interface FaultyServices {
  readonly gateway: ServiceGateway;
  /** Sets the share of calls that are throttled, from 0 to 1. */
  throttle(share: number): void;
}

export function createFaultyServices(random: Random): FaultyServices {
  let throttled = 0;
  return {
    gateway: async ({ service }, next) => {
      if (random.below(FINENESS) < throttled * FINENESS) throw throttling(service);
      return next();
    },
    throttle: (share) => {
      throttled = share;
    },
  };
}

function throttling(service: string): Error {
  const name = service === 'dynamodb' ? 'ProvisionedThroughputExceededException' : 'ThrottlingException';
  return Object.assign(new Error('Rate exceeded'), { name });
}
