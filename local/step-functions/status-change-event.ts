import { randomUUID } from 'node:crypto';
import type { Execution } from './execution/execution.ts';
import type { ExecutionStatus } from './execution/execution-parts.ts';

/** The EventBridge event that Step Functions sends whenever an execution's status changes. */
export interface StatusChangeEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'Step Functions Execution Status Change';
  readonly source: 'aws.states';
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: StatusChangeDetail;
}

/** Dates in milliseconds; input and output as JSON text. */
interface StatusChangeDetail {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate: number | null;
  readonly input: string;
  readonly inputDetails: { readonly included: true };
  readonly output: string | null;
  readonly outputDetails: { readonly included: true } | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly redriveCount: number;
}

export function statusChangeEvent(execution: Execution, region: string, account: string): StatusChangeEvent {
  const { parts, status, startDate, stopDate, end } = execution;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account,
    time: new Date(stopDate ?? startDate).toISOString(),
    region,
    resources: [parts.executionArn],
    detail: {
      executionArn: parts.executionArn,
      stateMachineArn: parts.stateMachine.arn,
      name: parts.name,
      status,
      startDate,
      stopDate: stopDate ?? null,
      input: parts.input,
      inputDetails: { included: true },
      output: end?.output ?? null,
      outputDetails: end?.output === undefined ? null : { included: true },
      error: end?.error ?? null,
      cause: end?.cause ?? null,
      redriveCount: 0,
    },
  };
}
