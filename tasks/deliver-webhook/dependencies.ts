import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { sealFrom } from '../../shared/adapters/aws-webhook-seal.ts';
import type { DeliverPorts } from '../../shared/notifications/deliver-event.ts';
import { createDynamodbDeliveryStore } from '../../shared/notifications/dynamodb-delivery-store.ts';
import { createDynamodbSubscriptionStore } from '../../shared/notifications/dynamodb-subscription-store.ts';
import { createSqsDeliveryQueue } from '../../shared/notifications/sqs-delivery-queue.ts';
import { newDynamodbClient, newSqsClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import { createPost } from './post-webhook.ts';
import { signedPost } from './signed-post.ts';

const config = readConfig();
const { JOBS_TABLE: table, DELIVERY_QUEUE_URL: url } = config;
const client = newDynamodbClient();
const configuration = configurationFrom(config);

export const ports: DeliverPorts = {
  subscriptions: createDynamodbSubscriptionStore({ client, table }),
  deliveries: createDynamodbDeliveryStore({ client, table }),
  send: createSqsDeliveryQueue({ client: newSqsClient(), url }),
  post: signedPost({ seal: sealFrom(config), configuration, post: createPost() }),
  publish: publisherFor(config),
  now: Date.now,
  random: Math.random,
};
export const logger = newLogger({ task: 'deliver-webhook' });
