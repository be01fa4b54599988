import type { TaskDefinition } from '../definition/definition.ts';
import { attempt } from '../execution/attempt.ts';
import type { State, Transition } from '../execution/flow.ts';
import { type Leaving, leave } from '../execution/leave.ts';
import type { WaitingTask } from '../execution/task-tokens.ts';
import type { Visit } from '../execution/visit.ts';
import type { Template } from '../expressions/template.ts';
import type { Integration } from '../integrations/integration.ts';
import { toPayload } from '../payload.ts';
import { begunAttempt } from './begun-attempt.ts';
import { callTask, type TaskAttempt } from './call-task.ts';
import type { Place } from './compiler.ts';

interface CompiledTask {
  readonly integration: Integration;
  readonly argument: Template | undefined;
  readonly timeout: Template | undefined;
  readonly heartbeat: Template | undefined;
  readonly leaving: Leaving;
}

export function compileTask(definition: TaskDefinition, place: Place): State {
  const task: CompiledTask = {
    integration: place.integration(definition.Resource),
    argument: place.template(definition.Arguments, 'Arguments'),
    timeout: place.template(definition.TimeoutSeconds, 'TimeoutSeconds'),
    heartbeat: place.template(definition.HeartbeatSeconds, 'HeartbeatSeconds'),
    leaving: place.leaving(definition, ['result']),
  };
  checkHeartbeat(definition, task.integration, place);
  const policy = place.failurePolicy(definition);
  return { type: 'Task', run: (visit) => attempt(visit, policy, () => runTask(visit, task)) };
}

function checkHeartbeat(definition: TaskDefinition, { waitsForToken }: Integration, place: Place): void {
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = definition;
  if (heartbeat === undefined) return;
  if (!waitsForToken)
    place.refuse('HeartbeatSeconds', 'only a .waitForTaskToken task can send heartbeats; use TimeoutSeconds');
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout)
    place.refuse('HeartbeatSeconds', 'must be smaller than TimeoutSeconds');
}

/** Each attempt has a token of its own; the token of an earlier one is of no use any more. */
async function runTask(visit: Visit, task: CompiledTask): Promise<Transition> {
  const waiting = task.integration.waitsForToken ? openToken(visit) : undefined;
  visit.taskToken = waiting?.token;
  try {
    const result = await callTask(visit, task.integration, await attemptOf(visit, task, waiting));
    return await leave(visit, task.leaving, result, { result: result.value });
  } finally {
    waiting?.close();
  }
}

function openToken({ thread, resumed }: Visit): WaitingTask {
  const { tokens, clock } = thread.run;
  const waiting = tokens.open({
    token: resumed?.token,
    answer: resumed?.answer,
    keep: (fact) => {
      thread.note(fact);
      thread.flush();
    },
    now: () => clock.now(),
  });
  if (!resumed?.token) thread.note({ token: waiting.token });
  return waiting;
}

/** What the attempt calls: evaluated, or as an earlier process had evaluated it. */
async function attemptOf(
  visit: Visit,
  { integration, argument, timeout, heartbeat }: CompiledTask,
  waiting: WaitingTask | undefined,
): Promise<TaskAttempt> {
  const begun = begunAttempt(visit, integration);
  if (begun) return { ...begun, waiting };
  return {
    argument: argument
      ? toPayload(await visit.evaluate(argument), `The input of the task '${visit.name}'`)
      : visit.input,
    timeoutSeconds: await secondsOf(visit, timeout, 'TimeoutSeconds'),
    heartbeatSeconds: await secondsOf(visit, heartbeat, 'HeartbeatSeconds'),
    waiting,
  };
}

async function secondsOf(
  visit: Visit,
  template: Template | undefined,
  field: string,
): Promise<number | undefined> {
  if (!template) return undefined;
  return visit.evaluateAs(template, field, 'positive integer', isPositiveInteger);
}

function isPositiveInteger(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}
