import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Documents, documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';
import { COUNTED, jobKey } from './job-key.ts';
import { ALL_USAGE, dayUsage, SUMS, usagePartition } from './usage-item.ts';
import type { StepUse, UsageLedger } from './usage-ledger.ts';

const KEPT_SECONDS = 400 * 24 * 3600;
/** How many of the last questions of a day an item remembers, each at a place of its own. */
const PLACES = 64;

const dayKey = (principalId: string, day: string) => ({ pk: usagePartition(principalId), sk: day });

/**
 * One item a principal and day, its sums attributes of their own, so that one write adds to all of them. The same
 * write notes the question, and is refused when that question was the last one noted at its place. The question's
 * own record is marked afterwards: what comes later still finds it counted.
 */
export function createDynamodbUsageLedger(options: { client: DynamoDBClient; table: string }): UsageLedger {
  const documents = documentsOf(options);
  return {
    count: async ({ jobId, principalId, day, uses }) => {
      if ((await documents.get(jobKey(jobId)))?.[COUNTED]) return false;
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
      const isNew = (await unlessRefused(write)) !== undefined;
      // It is counted: to fail now would only have it told again, and its place may be another's by then.
      await markCounted(documents, jobId).catch(() => undefined);
      return isNew;
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

async function markCounted(documents: Documents, jobId: string): Promise<void> {
  const mark = documents.update({
    Key: jobKey(jobId),
    UpdateExpression: `SET ${COUNTED} = :yes`,
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':yes': true },
  });
  await unlessRefused(mark);
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
