import { createDynamodbDeliveryStore } from '../../shared/notifications/dynamodb-delivery-store.ts';
import { createDynamodbSubscriptionStore } from '../../shared/notifications/dynamodb-subscription-store.ts';
import { createSqsDeliveryQueue } from '../../shared/notifications/sqs-delivery-queue.ts';
import { newDynamodbClient, newSqsClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const { JOBS_TABLE: table, DELIVERY_QUEUE_URL: url } = readConfig();
const client = newDynamodbClient();

export const ports = {
  subscriptions: createDynamodbSubscriptionStore({ client, table }),
  deliveries: createDynamodbDeliveryStore({ client, table }),
  send: createSqsDeliveryQueue({ client: newSqsClient(), url }),
};
export const logger = newLogger({ task: 'notify-subscribers' });
