import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ModelUse } from '../contracts/job.ts';
import { documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';
import { ALL_USAGE, dayUsage, SUMS, usagePartition } from './usage-item.ts';
import type { UsageEntry, UsageLedger } from './usage-ledger.ts';

const KEPT_SECONDS = 400 * 24 * 3600;
/** How many of the last steps of a day an item remembers, each at a place of its own. */
const PLACES = 64;
const dayKey = ({ principalId, day }: Pick<UsageEntry, 'principalId' | 'day'>) => ({
  pk: usagePartition(principalId),
  sk: day,
});

/**
 * One item a principal and day, its sums attributes of their own, so that one write adds to all of them. The same
 * write notes the step, and is refused when that step was the last one noted at its place.
 */
export function createDynamodbUsageLedger(options: { client: DynamoDBClient; table: string }): UsageLedger {
  const documents = documentsOf(options);

  async function add(entry: UsageEntry, isQuestion: boolean): Promise<boolean> {
    const marks = [mark('s', entry.stepId), ...(isQuestion ? [mark('q', entry.jobId)] : [])];
    const sums = Object.entries(sumsOf(entry.uses));
    const write = documents.update({
      Key: dayKey(entry),
      UpdateExpression: [
        `SET principalKey = :all, id = :id, principalId = :principal, expiresAt = :expires`,
        ...marks.map((_, at) => `, #m${at} = :m${at}`),
        ' ADD questions :questions',
        ...sums.map((_, at) => `, #a${at} :a${at}`),
      ].join(''),
      ConditionExpression: marks
        .map((_, at) => `(attribute_not_exists(#m${at}) OR #m${at} <> :m${at})`)
        .join(' AND '),
      ExpressionAttributeNames: {
        ...Object.fromEntries(marks.map(({ place }, at) => [`#m${at}`, place])),
        ...Object.fromEntries(sums.map(([name], at) => [`#a${at}`, name])),
      },
      ExpressionAttributeValues: {
        ':all': ALL_USAGE,
        ':id': `${entry.day}#${encodeURIComponent(entry.principalId)}`,
        ':principal': entry.principalId,
        ':expires': Math.floor(Date.parse(entry.day) / 1000) + KEPT_SECONDS,
        ':questions': isQuestion ? 1 : 0,
        ...Object.fromEntries(marks.map(({ digest }, at) => [`:m${at}`, digest])),
        ...Object.fromEntries(sums.map(([, sum], at) => [`:a${at}`, sum])),
      },
    });
    return (await unlessRefused(write)) !== undefined;
  }

  return {
    count: async (entry) => {
      if (entry.isQuestion && (await add(entry, true))) return;
      // Either the step was counted, then this is refused too, or another step of the question counted that.
      if (entry.uses.length > 0) await add(entry, false);
    },
    spentOn: async (principalId, day) => {
      const { models } = dayUsage((await documents.get(dayKey({ principalId, day }))) ?? {});
      return {
        usd: models.reduce((sum, { costUsd }) => sum + costUsd, 0),
        tokens: models.reduce((sum, { tokensIn, tokensOut }) => sum + tokensIn + tokensOut, 0),
      };
    },
  };
}

/** Where a step or question is noted, and as what. */
function mark(kind: 's' | 'q', name: string) {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return { place: `${kind}${Number.parseInt(digest.slice(-4), 16) % PLACES}`, digest };
}

/** Attribute → what is added to it. */
function sumsOf(uses: readonly ModelUse[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const use of uses) {
    for (const name of SUMS) {
      const attribute = `${name}#${use.model}`;
      sums[attribute] = (sums[attribute] ?? 0) + (name === 'calls' ? 1 : use[name]);
    }
  }
  return sums;
}
