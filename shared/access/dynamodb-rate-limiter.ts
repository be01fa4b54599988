import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import { type Counted, decide, type RateLimiter, WINDOW_MS } from './rate-limiter.ts';

/** An hour after the window the table may forget it. */
const KEPT_SECONDS = 3_600;

const windowKey = (principalId: string, now: number) => ({
  pk: `RATE#${principalId}`,
  sk: `MINUTE#${new Date(now - (now % WINDOW_MS)).toISOString()}`,
});

/** One item a principal and minute in the jobs table, counted and checked by one conditional write. */
export function createDynamodbRateLimiter(options: { client: DynamoDBClient; table: string }): RateLimiter {
  const documents = documentsOf(options);

  return {
    take: async (principalId, { asks, limits, now }) => {
      const key = windowKey(principalId, now);
      const write = documents.update({
        Key: key,
        UpdateExpression: 'SET expiresAt = :expires ADD requests :one, questions :asked',
        ConditionExpression: `${below('requests')}${asks ? ` AND ${below('questions')}` : ''}`,
        ExpressionAttributeValues: {
          ':one': 1,
          ':asked': asks ? 1 : 0,
          ':expires': Math.floor(now / 1_000) + KEPT_SECONDS,
          ':requests': limits.requestsPerMinute,
          ...(asks && { ':questions': limits.questionsPerMinute }),
        },
        ReturnValues: 'ALL_NEW',
      });
      const counted = await unlessRefused(write);
      if (counted) return decide(usedIn(counted.Attributes), limits, now);
      const decision = decide(usedIn(await documents.get(key)), limits, now);
      return { ...decision, exceeded: decision.remaining.requests === 0 ? 'requests' : 'questions' };
    },
  };
}

const below = (name: Counted) => `(attribute_not_exists(${name}) OR ${name} < :${name})`;

const usedIn = (item: Item | undefined) => ({
  requests: Number(item?.requests ?? 0),
  questions: Number(item?.questions ?? 0),
});
