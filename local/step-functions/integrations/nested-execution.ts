import { ApiError } from '../api/api-error.ts';
import { StateFailure, StatesError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { parameters, textParameter } from './argument.ts';
import {
  type EndedExecution,
  type Integration,
  type StartedChild,
  TASK_EVENTS,
  type TaskCall,
} from './integration.ts';

/** `arn:aws:states:::states:startExecution`: starts a child and goes on. */
export const startExecution: Integration = {
  resourceType: 'states',
  resource: 'startExecution',
  events: TASK_EVENTS,
  call: async (task) => startedOutput(startChild(task)),
};

/** `arn:aws:states:::states:startExecution.sync:2`: waits for the child; its output comes as JSON. */
export const startExecutionSync2: Integration = {
  resourceType: 'states',
  resource: 'startExecution.sync:2',
  events: TASK_EVENTS,
  async call(task) {
    const child = startChild(task);
    task.submitted(startedOutput(child));
    task.signal.addEventListener('abort', () => child.stop(), { once: true });
    const ended = await child.ended;
    const description = describeEnded(ended);
    if (ended.status === 'SUCCEEDED') return description;
    throw new StateFailure(StatesError.taskFailed, JSON.stringify(description));
  },
};

/** A task that runs again joins the child it has started before. */
function startChild(task: TaskCall): StartedChild {
  const { origin } = task;
  const started = task.isAgain && origin ? task.children.startedFor(origin) : undefined;
  if (started) return started;
  const argument = parameters(task, ['StateMachineArn', 'Input', 'Name'], ['StateMachineArn']);
  const { Input = {} } = argument;
  const name = textParameter(argument, 'Name');
  try {
    return task.children.start({
      stateMachineArn: textParameter(argument, 'StateMachineArn') ?? '',
      input: typeof Input === 'string' ? Input : JSON.stringify(Input),
      ...(name !== undefined && { name }),
      origin,
    });
  } catch (error) {
    if (error instanceof ApiError)
      throw new StateFailure(`StepFunctions.${error.type}Exception`, error.message);
    throw error;
  }
}

function startedOutput(child: StartedChild): JsonObject {
  return { ExecutionArn: child.executionArn, StartDate: child.startDate };
}

function describeEnded(ended: EndedExecution): JsonObject {
  return {
    ExecutionArn: ended.executionArn,
    Input: JSON.parse(ended.input),
    InputDetails: { Included: true },
    Name: ended.name,
    ...(ended.output !== undefined && {
      Output: JSON.parse(ended.output),
      OutputDetails: { Included: true },
    }),
    ...(ended.error !== undefined && { Error: ended.error }),
    ...(ended.cause !== undefined && { Cause: ended.cause }),
    StartDate: ended.startDate,
    StateMachineArn: ended.stateMachineArn,
    Status: ended.status,
    StopDate: ended.stopDate,
  };
}
