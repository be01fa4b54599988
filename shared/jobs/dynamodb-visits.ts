import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KeptStep } from '../contracts/job.ts';
import { documentsOf } from '../platform/dynamodb-documents.ts';
import { jobKey } from './job-key.ts';
import { type Visit, visitNamed } from './visit.ts';

/** The visits a job's execution has made, in their order. */
export type ReadVisits = (jobId: string) => Promise<readonly Visit[]>;

export function createDynamodbVisits(options: { client: DynamoDBClient; table: string }): ReadVisits {
  const documents = documentsOf(options);
  return async (jobId) => {
    const steps = Object.entries((await documents.get(jobKey(jobId)))?.steps ?? {});
    return steps
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, text]) => visitNamed(name, KeptStep.parse(JSON.parse(String(text)))));
  };
}
