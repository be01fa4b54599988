import { createDynamodbUsageReport } from '../jobs/dynamodb-usage-report.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';

/** What principals have used, by day, in the table a function's environment names. */
export const usageFrom = ({ JOBS_TABLE }: { readonly JOBS_TABLE: string }) =>
  createDynamodbUsageReport({ client: newDynamodbClient(), table: JOBS_TABLE });
