import { turnsBeforeIn } from '../jobs/dynamodb-job-lists.ts';
import { createDynamodbJobStore } from '../jobs/dynamodb-job-store.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';
import { documentsOf } from '../platform/dynamodb-documents.ts';

interface JobsTable {
  readonly JOBS_TABLE: string;
}

/** The job records in the table a function's environment names. */
export const jobsFrom = ({ JOBS_TABLE }: JobsTable) =>
  createDynamodbJobStore({ client: newDynamodbClient(), table: JOBS_TABLE });

/** What was asked before in a question's conversation, in the same table. */
export const turnsFrom = ({ JOBS_TABLE }: JobsTable) => ({
  turnsBefore: turnsBeforeIn(documentsOf({ client: newDynamodbClient(), table: JOBS_TABLE })),
});
