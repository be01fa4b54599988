import { newDynamodbClient, newStepFunctionsClient } from '../platform/aws-clients.ts';
import { createDynamodbVerifiedQueryStore } from '../retrieval/verified/dynamodb-verified-query-store.ts';
import { createVerificationStarter } from '../retrieval/verified/stepfunctions-verification.ts';

/** The verified queries in the table a function's environment names. */
export const verifiedQueriesFrom = ({ JOBS_TABLE }: { readonly JOBS_TABLE: string }) =>
  createDynamodbVerifiedQueryStore({ client: newDynamodbClient(), table: JOBS_TABLE });

/** Starts runs of the verifying machine that a function's environment names. */
export const verificationOf = ({ VERIFY_MACHINE_ARN }: { readonly VERIFY_MACHINE_ARN: string }) =>
  createVerificationStarter({ client: newStepFunctionsClient(), stateMachineArn: VERIFY_MACHINE_ARN });
