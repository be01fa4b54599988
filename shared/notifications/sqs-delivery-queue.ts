import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryMessage } from '../contracts/subscriptions.ts';

/** Sends a delivery on its way, to arrive after so many seconds, or after 15 minutes when those are fewer. */
export type SendDelivery = (message: DeliveryMessage, seconds: number) => Promise<void>;

/** SQS allows no more. */
const MAX_DELAY_SECONDS = 900;

export function createSqsDeliveryQueue({ client, url }: { client: SQSClient; url: string }): SendDelivery {
  return async (message, seconds) => {
    const DelaySeconds = Math.min(Math.max(0, Math.ceil(seconds)), MAX_DELAY_SECONDS);
    const MessageBody = JSON.stringify(message);
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody, DelaySeconds }));
  };
}
