import type { JsonObject } from '../json.ts';

interface Described {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachine: { readonly arn: string; readonly name: string; readonly roleArn: string };
  readonly startDate: number;
}

/** `Execution` and `StateMachine` of the context object. */
export function contextOf(
  { executionArn, name, stateMachine, startDate }: Described,
  input: unknown,
): JsonObject {
  return {
    Execution: {
      Id: executionArn,
      Input: input,
      Name: name,
      RoleArn: stateMachine.roleArn,
      StartTime: new Date(startDate).toISOString(),
      RedriveCount: 0,
    },
    StateMachine: { Id: stateMachine.arn, Name: stateMachine.name },
  };
}
