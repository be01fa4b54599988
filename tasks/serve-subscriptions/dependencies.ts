import { lookup } from 'node:dns/promises';
import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { sealFrom } from '../../shared/adapters/aws-webhook-seal.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createDynamodbDeliveryStore } from '../../shared/notifications/dynamodb-delivery-store.ts';
import { createDynamodbSubscriptionStore } from '../../shared/notifications/dynamodb-subscription-store.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  const table = { client: newDynamodbClient(), table: config.JOBS_TABLE };
  return {
    subscriptions: createDynamodbSubscriptionStore(table),
    deliveries: createDynamodbDeliveryStore(table),
    seal: sealFrom(config),
    resolveName: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    logger: newLogger({ task: 'serve-subscriptions' }),
    clock: systemClock,
    newId: ulid,
  };
}
