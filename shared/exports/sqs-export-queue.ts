import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ExportQueue } from './export-queue.ts';

/** SQS allows no more. */
const MAX_DELAY_SECONDS = 900;

export function createSqsExportQueue({ client, url }: { client: SQSClient; url: string }): ExportQueue {
  return {
    hideFor: async (ReceiptHandle, VisibilityTimeout) => {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }),
      );
    },
    sendCopy: async (MessageBody, seconds) => {
      const DelaySeconds = Math.min(Math.max(0, Math.ceil(seconds)), MAX_DELAY_SECONDS);
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody, DelaySeconds }));
    },
  };
}
