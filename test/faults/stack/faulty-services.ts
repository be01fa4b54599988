import type { Random } from '../../../commands/fuzz/seeded-random.ts';
import type { ServiceGateway } from '../../../local/step-functions/integrations/ports.ts';

const FINENESS = 1_000;

/** What befalls the calls that the machines themselves make of tables, buses and queues. */
export interface FaultyServices {
  readonly gateway: ServiceGateway;
  /** Sets the share of calls that are throttled, from 0 to 1. */
  throttle(share: number): void;
  /** Whether each message is sent twice: a queue delivers at least once. */
  sendTwice(on: boolean): void;
}

export function createFaultyServices(random: Random): FaultyServices {
  let throttled = 0;
  let sendsTwice = false;
  return {
    gateway: async ({ service, action }, next) => {
      if (random.below(FINENESS) < throttled * FINENESS) throw throttling(service);
      if (sendsTwice && action === 'sendMessage') await next();
      return next();
    },
    throttle: (share) => {
      throttled = share;
    },
    sendTwice: (on) => {
      sendsTwice = on;
    },
  };
}

function throttling(service: string): Error {
  const name = service === 'dynamodb' ? 'ProvisionedThroughputExceededException' : 'ThrottlingException';
  return Object.assign(new Error('Rate exceeded'), { name });
}
