import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { executionsOf } from '../../shared/adapters/aws-executions.ts';
import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import { createStepFunctionsBatchExecutions } from '../../shared/batches/stepfunctions-batch-executions.ts';
import { newDynamodbClient, newStepFunctionsClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const jobs = jobsFrom(config);
export const exports = exportsFrom(config);
export const executions = executionsOf(config);
export const exportExecutions = executionsOf({ QUESTION_MACHINE_ARN: config.EXPORT_MACHINE_ARN });
export const batches = createDynamodbBatchStore({ client: newDynamodbClient(), table: config.JOBS_TABLE });
export const batchExecutions = createStepFunctionsBatchExecutions({
  client: newStepFunctionsClient(),
  stateMachineArn: config.BATCH_MACHINE_ARN,
});
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'sweep-jobs' });
