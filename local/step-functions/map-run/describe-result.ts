import type { EndedExecution } from '../execution/ended-execution.ts';
import type { JsonObject } from '../json.ts';

/** An ended item as result files keep it: input and output as text, dates in ISO form. */
export function describeResult(ended: EndedExecution): JsonObject {
  return {
    ExecutionArn: ended.executionArn,
    Input: ended.input,
    InputDetails: { Included: true },
    Name: ended.name,
    ...(ended.output !== undefined && { Output: ended.output, OutputDetails: { Included: true } }),
    ...(ended.error !== undefined && { Error: ended.error }),
    ...(ended.cause !== undefined && { Cause: ended.cause }),
    RedriveCount: 0,
    RedriveStatus: ended.status === 'SUCCEEDED' ? 'NOT_REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN',
    ...(ended.status === 'SUCCEEDED' && {
      RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    }),
    StartDate: new Date(ended.startDate).toISOString(),
    StateMachineArn: ended.stateMachineArn,
    Status: ended.status,
    StopDate: new Date(ended.stopDate).toISOString(),
  };
}
