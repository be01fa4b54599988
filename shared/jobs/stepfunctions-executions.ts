import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Executions } from './executions.ts';

export function createStepFunctionsExecutions(options: {
  client: SFNClient;
  stateMachineArn: string;
}): Executions {
  const { client, stateMachineArn } = options;
  const arnOf = (jobId: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${jobId}`;

  return {
    start: async (input) => {
      try {
        await client.send(
          new StartExecutionCommand({ stateMachineArn, name: input.id, input: JSON.stringify(input) }),
        );
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
    stop: async (jobId, cause) => {
      try {
        await client.send(new StopExecutionCommand({ executionArn: arnOf(jobId), cause }));
        return true;
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return false;
        throw error;
      }
    },
    succeedTask: (taskToken, output) =>
      stillWaiting(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))),
    failTask: (taskToken, error, errorMessage) => {
      const cause = JSON.stringify({ errorType: error, errorMessage });
      return stillWaiting(client.send(new SendTaskFailureCommand({ taskToken, error, cause })));
    },
    status: async (jobId) => {
      try {
        return (await client.send(new DescribeExecutionCommand({ executionArn: arnOf(jobId) }))).status;
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return undefined;
        throw error;
      }
    },
  };
}

async function stillWaiting(sending: Promise<unknown>): Promise<boolean> {
  try {
    await sending;
    return true;
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist) return false;
    throw error;
  }
}
