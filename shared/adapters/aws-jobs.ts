import { createDynamodbJobStore } from '../jobs/dynamodb-job-store.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';

/** The job records in the table a function's environment names. */
export const jobsFrom = ({ JOBS_TABLE }: { readonly JOBS_TABLE: string }) =>
  createDynamodbJobStore({ client: newDynamodbClient(), table: JOBS_TABLE });
