import type { TaskDefinition } from '../definition/definition.ts';
import { asStateFailure, StateFailure, StatesError } from '../errors.ts';
import { attempt } from '../execution/attempt.ts';
import { type Cancellation, Cancelled } from '../execution/cancellation.ts';
import type { State } from '../execution/flow.ts';
import { leave } from '../execution/leave.ts';
import type { Visit } from '../execution/visit.ts';
import type { Template } from '../expressions/template.ts';
import type { Integration } from '../integrations/integration.ts';
import { foreignPayload, type Payload, toPayload } from '../payload.ts';
import type { Place } from './compiler.ts';

/** What AWS shows, and waits at most, for a task without TimeoutSeconds. */
const NO_TIMEOUT_SECONDS = 99_999_999;

export function compileTask(definition: TaskDefinition, place: Place): State {
  const integration = place.integration(definition.Resource);
  const argument = place.template(definition.Arguments, 'Arguments');
  const timeout = place.template(definition.TimeoutSeconds, 'TimeoutSeconds');
  const leaving = place.leaving(definition, ['result']);
  const policy = place.failurePolicy(definition);
  return {
    type: 'Task',
    run: (visit) =>
      attempt(visit, policy, async () => {
        const input = argument
          ? toPayload(await visit.evaluate(argument), `The input of the task '${visit.name}'`)
          : visit.input;
        const result = await callTask(visit, integration, input, await timeoutSeconds(visit, timeout));
        return leave(visit, leaving, result, { result: result.value });
      }),
  };
}

async function timeoutSeconds(visit: Visit, template: Template | undefined): Promise<number | undefined> {
  if (!template) return undefined;
  return visit.evaluateAs(template, 'TimeoutSeconds', 'positive integer', isPositiveInteger);
}

function isPositiveInteger(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}

async function callTask(
  visit: Visit,
  integration: Integration,
  argument: Payload,
  timeout: number | undefined,
): Promise<Payload> {
  const { thread } = visit;
  const { events, resourceType, resource } = integration;
  recordScheduled(visit, integration, argument, timeout);
  thread.record(events.started, detailsName(events.started), { resourceType, resource });
  try {
    const result = await thread.cancellation.scope((inner) =>
      bounded(visit, inner, timeout, callIntegration(visit, integration, argument, inner)),
    );
    const output = foreignPayload(result, `The state/task '${resource}' returned a result which`);
    thread.record(events.succeeded, detailsName(events.succeeded), {
      resourceType,
      resource,
      output: output.text,
    });
    return output;
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown;
    const failure = asStateFailure(thrown);
    const { error, causeText: cause } = failure;
    const event = error === StatesError.timeout ? events.timedOut : events.failed;
    thread.record(event, detailsName(event), { resourceType, resource, error, cause });
    throw failure;
  }
}

function recordScheduled(
  visit: Visit,
  integration: Integration,
  argument: Payload,
  timeout: number | undefined,
) {
  const { events, resourceType, resource } = integration;
  const parameters = events.scheduled === 'TaskScheduled' ? 'parameters' : 'input';
  visit.thread.record(events.scheduled, detailsName(events.scheduled), {
    resourceType,
    resource,
    region: visit.thread.run.stateMachineArn.split(':')[3],
    [parameters]: argument.text,
    timeoutInSeconds: timeout ?? NO_TIMEOUT_SECONDS,
  });
}

function callIntegration(
  visit: Visit,
  integration: Integration,
  argument: Payload,
  cancellation: Cancellation,
): Promise<unknown> {
  const { thread } = visit;
  const { executionArn, stateMachineArn, children } = thread.run;
  const { resourceType, resource } = integration;
  return integration.call({
    argument,
    executionArn,
    stateMachineArn,
    children,
    get signal() {
      return cancellation.signal;
    },
    submitted: (output) => {
      const text = JSON.stringify(output);
      thread.record('TaskSubmitted', 'taskSubmittedEventDetails', { resourceType, resource, output: text });
    },
  });
}

/** The call's outcome, unless its execution ends or its time runs out first; both abort the call. */
async function bounded(
  visit: Visit,
  cancellation: Cancellation,
  timeout: number | undefined,
  call: Promise<unknown>,
): Promise<unknown> {
  if (timeout === undefined) return cancellation.guard(call);
  const clear = visit.thread.run.clock.setTimer(timeout * 1000, () =>
    cancellation.cancel(new StateFailure(StatesError.timeout, undefined)),
  );
  try {
    return await cancellation.guard(call);
  } finally {
    clear();
  }
}

/** The history keeps an event's details under the event's name with a small initial. */
function detailsName(event: string): string {
  return `${event.charAt(0).toLowerCase()}${event.slice(1)}EventDetails`;
}
