import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';

/** Which ended jobs were counted. */
export interface CountedJobs {
  /** Notes a job; false when it was noted before. */
  note(jobId: string): Promise<boolean>;
}

/** Longer than any queue or bus keeps an event. */
const KEPT_SECONDS = 30 * 24 * 3600;

export function createDynamodbCountedJobs(options: { client: DynamoDBClient; table: string }): CountedJobs {
  const documents = documentsOf(options);
  return {
    note: async (jobId) => {
      const write = documents.update({
        Key: { pk: `COUNTED#${jobId}`, sk: 'COUNTED' },
        UpdateExpression: 'SET expiresAt = :expires',
        ConditionExpression: 'attribute_not_exists(pk)',
        ExpressionAttributeValues: { ':expires': Math.floor(Date.now() / 1000) + KEPT_SECONDS },
      });
      return (await unlessRefused(write)) !== undefined;
    },
  };
}
