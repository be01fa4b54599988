import { createDynamodbStepStore } from '../jobs/dynamodb-step-store.ts';
import { createDynamodbUsageLedger } from '../jobs/dynamodb-usage-ledger.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';

interface JobsTable {
  readonly JOBS_TABLE: string;
}

/** The steps of jobs in the table a function's environment names. */
export const stepsFrom = ({ JOBS_TABLE }: JobsTable) =>
  createDynamodbStepStore({ client: newDynamodbClient(), table: JOBS_TABLE });

/** What a task that asks models records its steps with, and what its budgets are held against. */
export function spendingFrom(config: JobsTable) {
  const { recordStep, spentBy } = stepsFrom(config);
  const { spentOn } = createDynamodbUsageLedger({ client: newDynamodbClient(), table: config.JOBS_TABLE });
  return { ports: { recordStep }, spending: { spentBy, spentOn } };
}
