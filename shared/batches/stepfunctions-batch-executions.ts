import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { BatchInput } from '../contracts/batch-machine.ts';
import type { BatchExecutions } from './batch-executions.ts';

export function createStepFunctionsBatchExecutions(options: {
  client: SFNClient;
  stateMachineArn: string;
}): BatchExecutions {
  const { client, stateMachineArn } = options;
  return {
    rerun: async (batchId, rerunOf) => {
      const input: BatchInput = { batchId, rerunOf };
      const start = { stateMachineArn, name: batchId, input: JSON.stringify(input) };
      await client.send(new StartExecutionCommand(start)).catch(unless(ExecutionAlreadyExists));
    },
    stop: async (executionArn, cause) => {
      await client
        .send(new StopExecutionCommand({ executionArn, cause }))
        .catch(unless(ExecutionDoesNotExist));
    },
  };
}

const unless =
  (harmless: typeof ExecutionAlreadyExists | typeof ExecutionDoesNotExist) =>
  (error: unknown): undefined => {
    if (!(error instanceof harmless)) throw error;
  };
