import type { Execution } from '../execution/execution.ts';
import type { TaskTokens } from '../execution/task-tokens.ts';
import type { Executions } from '../executions.ts';
import type { JsonObject } from '../json.ts';
import type { StateMachineRecord, StateMachines } from '../state-machines.ts';
import { ApiError } from './api-error.ts';
import { historyPage } from './history-page.ts';
import type { Operation } from './operation.ts';
import { onlyFields, optionalFlag, optionalText, pageOf, requiredText, toToken } from './request-fields.ts';
import { taskOperations } from './task-operations.ts';

/** The operations of the Step Functions API that the local stack answers. */
export function operations(
  machines: StateMachines,
  executions: Executions,
  tokens: TaskTokens,
): Readonly<Record<string, Operation>> {
  return { ...machineOperations(machines), ...executionOperations(executions), ...taskOperations(tokens) };
}

function machineOperations(machines: StateMachines): Record<string, Operation> {
  return {
    CreateStateMachine(request) {
      onlyFields(request, [
        'name',
        'definition',
        'roleArn',
        'type',
        'tags',
        'loggingConfiguration',
        'tracingConfiguration',
      ]);
      if ((optionalText(request, 'type') ?? 'STANDARD') !== 'STANDARD') {
        throw new ApiError(
          'StateMachineTypeNotSupported',
          'The local Step Functions runs STANDARD machines only',
        );
      }
      const name = requiredText(request, 'name');
      const definition = requiredText(request, 'definition');
      const { arn, creationDate } = machines.create({
        name,
        definition,
        roleArn: requiredText(request, 'roleArn'),
      });
      return { stateMachineArn: arn, creationDate: creationDate / 1000 };
    },
    DescribeStateMachine(request) {
      onlyFields(request, ['stateMachineArn']);
      const machine = machines.get(requiredText(request, 'stateMachineArn'));
      const { definition, roleArn } = machine;
      return { ...listedMachine(machine), status: 'ACTIVE', definition, roleArn };
    },
    ListStateMachines(request) {
      onlyFields(request, ['maxResults', 'nextToken']);
      const { from = 0, size } = pageOf(request);
      const { all } = machines;
      const stateMachines = all.slice(from, from + size).map(listedMachine);
      return { stateMachines, ...(from + size < all.length && { nextToken: toToken(from + size) }) };
    },
  };
}

function listedMachine({ arn, name, creationDate }: StateMachineRecord): JsonObject {
  return { stateMachineArn: arn, name, type: 'STANDARD', creationDate: creationDate / 1000 };
}

function executionOperations(executions: Executions): Record<string, Operation> {
  return {
    StartExecution(request) {
      onlyFields(request, ['stateMachineArn', 'name', 'input', 'traceHeader']);
      const execution = executions.start({
        stateMachineArn: requiredText(request, 'stateMachineArn'),
        name: optionalText(request, 'name'),
        input: optionalText(request, 'input'),
      });
      return { executionArn: execution.parts.executionArn, startDate: execution.startDate / 1000 };
    },
    StopExecution(request) {
      onlyFields(request, ['executionArn', 'error', 'cause']);
      const execution = executions.get(requiredText(request, 'executionArn'));
      execution.stop(optionalText(request, 'error'), optionalText(request, 'cause'));
      return { stopDate: (execution.stopDate ?? execution.startDate) / 1000 };
    },
    DescribeExecution(request) {
      onlyFields(request, ['executionArn']);
      return describedExecution(executions.get(requiredText(request, 'executionArn')));
    },
    ListExecutions: (request) => listExecutions(executions, request),
    GetExecutionHistory(request) {
      onlyFields(request, [
        'executionArn',
        'maxResults',
        'nextToken',
        'reverseOrder',
        'includeExecutionData',
      ]);
      return historyPage(executions.get(requiredText(request, 'executionArn')), pageOf(request), {
        isReversed: optionalFlag(request, 'reverseOrder') ?? false,
        includesData: optionalFlag(request, 'includeExecutionData') ?? true,
      });
    },
  };
}

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'];

/** Tokens are numbers in the order of starting, so that executions that start between pages shift nothing. */
function listExecutions(executions: Executions, request: JsonObject): JsonObject {
  onlyFields(request, ['stateMachineArn', 'statusFilter', 'maxResults', 'nextToken']);
  const status = optionalText(request, 'statusFilter');
  if (status !== undefined && !STATUSES.includes(status)) {
    throw new ApiError(
      'ValidationException',
      `Value '${status}' at 'statusFilter' must be one of ${STATUSES.join(', ')}`,
    );
  }
  const { from = Number.POSITIVE_INFINITY, size } = pageOf(request);
  const found = executions
    .ofMachine(requiredText(request, 'stateMachineArn'))
    .filter(({ execution, sequence }) => sequence <= from && (!status || execution.status === status));
  const next = found[size];
  return {
    executions: found.slice(0, size).map(({ execution }) => listedExecution(execution)),
    ...(next && { nextToken: toToken(next.sequence) }),
  };
}

function listedExecution({ parts, status, startDate, stopDate }: Execution): JsonObject {
  return {
    executionArn: parts.executionArn,
    stateMachineArn: parts.stateMachine.arn,
    name: parts.name,
    status,
    startDate: startDate / 1000,
    ...(stopDate !== undefined && { stopDate: stopDate / 1000 }),
    redriveCount: 0,
  };
}

function describedExecution(execution: Execution): JsonObject {
  const { output, error, cause } = execution.end ?? {};
  return {
    ...listedExecution(execution),
    input: execution.parts.input,
    inputDetails: { included: true },
    ...(output !== undefined && { output, outputDetails: { included: true } }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'The local Step Functions does not redrive executions',
  };
}
