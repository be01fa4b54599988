import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import type { ExecutionStatus } from './execution-status.ts';

/** Looks at executions of any machine, by their ARN. */
export function createStepFunctionsExecutionStatus(client: Pick<SFNClient, 'send'>): ExecutionStatus {
  return async (executionArn) => {
    try {
      return (await client.send(new DescribeExecutionCommand({ executionArn }))).status;
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return undefined;
      throw error;
    }
  };
}
