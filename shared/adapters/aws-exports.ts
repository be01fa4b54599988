import { createDynamodbExportStore } from '../jobs/dynamodb-export-store.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';

/** The records of exports in the table a function's environment names. */
export const exportsFrom = ({ JOBS_TABLE }: { readonly JOBS_TABLE: string }) =>
  createDynamodbExportStore({ client: newDynamodbClient(), table: JOBS_TABLE });
