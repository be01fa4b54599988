import { createDynamodbRateLimiter } from '../access/dynamodb-rate-limiter.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';

/** Counts in the table a function's environment names. */
export const rateLimiterFrom = ({ JOBS_TABLE }: { readonly JOBS_TABLE: string }) =>
  createDynamodbRateLimiter({ client: newDynamodbClient(), table: JOBS_TABLE });
