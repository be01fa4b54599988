import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { QuestionInput } from '../contracts/question-machine.ts';
import type { Executions } from './executions.ts';

export function createStepFunctionsExecutions(options: {
  client: SFNClient;
  stateMachineArn: string;
}): Executions {
  const { client, stateMachineArn } = options;
  const arnOf = (jobId: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${jobId}`;

  return {
    start: async (input: QuestionInput) => {
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
      } catch (error) {
        if (!(error instanceof ExecutionDoesNotExist)) throw error;
      }
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
