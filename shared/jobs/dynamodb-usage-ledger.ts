import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf } from '../platform/dynamodb-documents.ts';
import { dayKey, dayUsage } from './usage-item.ts';
import type { UsageLedger } from './usage-ledger.ts';

/** One item a principal and day, its sums attributes of their own, so that one write adds to all of them. */
export function createDynamodbUsageLedger(options: { client: DynamoDBClient; table: string }): UsageLedger {
  const documents = documentsOf(options);
  return {
    spentOn: async (principalId, day) => {
      const { models } = dayUsage((await documents.get(dayKey(principalId, day))) ?? {});
      return {
        usd: models.reduce((sum, { costUsd }) => sum + costUsd, 0),
        tokens: models.reduce((sum, { tokensIn, tokensOut }) => sum + tokensIn + tokensOut, 0),
      };
    },
  };
}
