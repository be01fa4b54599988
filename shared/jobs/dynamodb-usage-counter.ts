import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { updateTogether } from '../platform/dynamodb-transaction.ts';
import { COUNTED, jobKey } from './job-key.ts';
import { usageUpdate } from './usage-item.ts';
import type { UsageCounter } from './usage-ledger.ts';

/** Marks a question's record and adds to its principal's day in one transaction, so that it counts exactly once. */
export function createDynamodbUsageCounter(options: { client: DynamoDBClient; table: string }): UsageCounter {
  return {
    count: async (entry) => {
      const mark = {
        Key: jobKey(entry.jobId),
        UpdateExpression: `SET ${COUNTED} = :yes`,
        // A step that came after the record was read has changed its version.
        ConditionExpression: `attribute_not_exists(${COUNTED}) AND version = :version`,
        ExpressionAttributeValues: { ':yes': true, ':version': entry.version },
      };
      const refusal = await updateTogether(options, [mark, usageUpdate(entry, 1)]);
      if (!refusal) return 'counted';
      return refusal.item?.[COUNTED] ? 'known' : 'outdated';
    },
  };
}
