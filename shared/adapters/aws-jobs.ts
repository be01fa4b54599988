import { turnsBefore } from '../jobs/dynamodb-job-listing.ts';
import { createDynamodbJobStore } from '../jobs/dynamodb-job-store.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';
import { documentsOf } from '../platform/dynamodb-documents.ts';

interface JobsTable {
  readonly JOBS_TABLE: string;
}

const place = ({ JOBS_TABLE }: JobsTable) => ({ client: newDynamodbClient(), table: JOBS_TABLE });

/** The job records in the table a function's environment names. */
export const jobsFrom = (config: JobsTable) => createDynamodbJobStore(place(config));

/** Of these only what was said before in a conversation: all else would be too much for a function's bundle. */
export function turnsFrom(config: JobsTable): Pick<JobStore, 'turnsBefore'> {
  const documents = documentsOf(place(config));
  return { turnsBefore: (job, limit) => turnsBefore(documents, job, limit) };
}
