import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';
import { ALL_USAGE, dayUsage, SUMS, usagePartition } from './usage-item.ts';
import type { StepUse, UsageEntry, UsageLedger } from './usage-ledger.ts';

const KEPT_SECONDS = 400 * 24 * 3600;
/** How many of the last questions of a day an item remembers, each at a place of its own. */
const PLACES = 64;

/** Longer than any bus or queue keeps an event. */
const MARKED_SECONDS = 30 * 24 * 3600;

const markKey = ({ jobId, principalId, day }: UsageEntry) => ({
  pk: `USED#${jobId}`,
  sk: `${day}#${encodeURIComponent(principalId)}`,
});
const markedUntil = () => Math.floor(Date.now() / 1000) + MARKED_SECONDS;

const dayKey = (principalId: string, day: string) => ({ pk: usagePartition(principalId), sk: day });

/**
 * One item a principal and day, its sums attributes of their own, so that one write adds to all of them. The same
 * write notes the question, and is refused when that question was the last one noted at its place. A mark of the
 * question's own, written after, keeps events that come again later from counting.
 */
export function createDynamodbUsageLedger(options: { client: DynamoDBClient; table: string }): UsageLedger {
  const documents = documentsOf(options);
  return {
    count: async (entry) => {
      const { jobId, principalId, day, uses } = entry;
      if (await documents.get(markKey(entry))) return;
      const { place, digest } = noteOf(jobId);
      const sums = Object.entries(sumsOf(uses));
      const write = documents.update({
        Key: dayKey(principalId, day),
        UpdateExpression: [
          'SET principalKey = :all, id = :id, principalId = :principal, expiresAt = :expires, #note = :note',
          ' ADD questions :one',
          ...sums.map((_, at) => `, #sum${at} :sum${at}`),
        ].join(''),
        ConditionExpression: 'attribute_not_exists(#note) OR #note <> :note',
        ExpressionAttributeNames: {
          '#note': place,
          ...Object.fromEntries(sums.map(([name], at) => [`#sum${at}`, name])),
        },
        ExpressionAttributeValues: {
          ':all': ALL_USAGE,
          ':id': `${day}#${encodeURIComponent(principalId)}`,
          ':principal': principalId,
          ':expires': Math.floor(Date.parse(day) / 1000) + KEPT_SECONDS,
          ':note': digest,
          ':one': 1,
          ...Object.fromEntries(sums.map(([, sum], at) => [`:sum${at}`, sum])),
        },
      });
      await unlessRefused(write);
      // Only now: marked first, a question would be lost with a process that ends in between.
      await documents.put({ Item: { ...markKey(entry), expiresAt: markedUntil() } });
    },
    spentOn: async (principalId, day) => {
      const { models } = dayUsage((await documents.get(dayKey(principalId, day))) ?? {});
      return {
        usd: models.reduce((sum, { costUsd }) => sum + costUsd, 0),
        tokens: models.reduce((sum, { tokensIn, tokensOut }) => sum + tokensIn + tokensOut, 0),
      };
    },
  };
}

/** Where a question is noted, and as what. */
function noteOf(jobId: string) {
  const digest = createHash('sha256').update(jobId).digest('hex').slice(0, 12);
  return { place: `noted${Number.parseInt(digest.slice(-4), 16) % PLACES}`, digest };
}

/** Attribute → what is added to it. */
function sumsOf(uses: readonly StepUse[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const use of uses) {
    for (const name of SUMS) {
      const attribute = `${name}#${use.model}`;
      sums[attribute] = (sums[attribute] ?? 0) + use[name];
    }
  }
  return sums;
}
