import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { KnowledgeProblem, type RefreshStatus } from '../contracts/knowledge.ts';
import { documentsOf } from '../platform/dynamodb-documents.ts';
import type { RefreshStatuses } from './catalog-refreshes.ts';
import { knowledgePartition } from './dynamodb-edit-items.ts';

/** The item that the catalogue machine holds a source by, and writes its outcome into. */
const RefreshItem = z.object({
  leaseUntil: z.string().optional(),
  refreshedAt: z.iso.datetime().optional(),
  version: z.string().optional(),
  problems: z.string().default('[]'),
  failedAt: z.iso.datetime().optional(),
  failure: z.string().optional(),
});

const Failure = z.object({ name: z.string(), message: z.string() });

export function createDynamodbRefreshStatuses(
  options: { client: DynamoDBClient; table: string },
  now: () => Date = () => new Date(),
): RefreshStatuses {
  const documents = documentsOf(options);
  return {
    find: async (source) => {
      const item = await documents.get({ pk: knowledgePartition(source), sk: 'REFRESH' });
      return toStatus(RefreshItem.parse(item ?? {}), now().toISOString());
    },
  };
}

function toStatus(item: z.infer<typeof RefreshItem>, now: string): RefreshStatus {
  const { leaseUntil, refreshedAt, version, problems, failedAt, failure } = item;
  return {
    running: leaseUntil !== undefined && leaseUntil > now,
    ...(refreshedAt && version && { lastSuccess: { at: refreshedAt, version } }),
    ...(failedAt && failure && { lastError: { at: failedAt, ...Failure.parse(JSON.parse(failure)) } }),
    problems: z.array(KnowledgeProblem).parse(JSON.parse(problems)),
  };
}
