import { newDynamodbClient } from '../platform/aws-clients.ts';
import { createDynamodbVerifiedQueryStore } from '../retrieval/verified/dynamodb-verified-query-store.ts';

/** The verified queries in the table a function's environment names. */
export const verifiedQueriesFrom = ({ JOBS_TABLE }: { readonly JOBS_TABLE: string }) =>
  createDynamodbVerifiedQueryStore({ client: newDynamodbClient(), table: JOBS_TABLE });
