import { asStateFailure, StateFailure, StatesError } from '../errors.ts';
import { type Cancellation, Cancelled } from '../execution/cancellation.ts';
import type { EndTurn } from '../execution/turns.ts';
import type { Visit } from '../execution/visit.ts';
import type { Integration } from '../integrations/integration.ts';
import { foreignPayload, type Payload } from '../payload.ts';
import { endedAttempt } from './begun-attempt.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { NO_TIMEOUT_SECONDS, type TaskAttempt } from './task-attempt.ts';

/** Calls the integration within its time and writes the history of it; throws the StateFailure it ends with. */
export async function callTask(
  visit: Visit,
  integration: Integration,
  attempt: TaskAttempt,
): Promise<Payload> {
  const ended = endedAttempt(visit, integration);
  if (ended) return ended;
  const endTurn = integration.takesTurn ? await takeTurn(visit) : NO_TURN;
  try {
    return await callInTurn(visit, integration, attempt, endTurn);
  } finally {
    endTurn();
  }
}

const NO_TURN: EndTurn = () => {};

/** The task's time begins with its turn. */
function takeTurn({ thread: { run, cancellation } }: Visit): Promise<EndTurn> {
  return run.turns.take(run.startDate, cancellation);
}

async function callInTurn(
  visit: Visit,
  integration: Integration,
  attempt: TaskAttempt,
  endTurn: EndTurn,
): Promise<Payload> {
  const { thread } = visit;
  const { events, resourceType, resource } = integration;
  const scheduledId = recordScheduled(visit, integration, attempt);
  visit.record(events.started, detailsName(events.started), { resourceType, resource });
  thread.flush();
  try {
    const result = await thread.cancellation.scope((inner) =>
      bounded(
        visit,
        inner,
        attempt,
        taskResult(visit, integration, { ...attempt, scheduledId, endTurn }, inner),
      ),
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
    const event = failure.isTimeout ? events.timedOut : events.failed;
    thread.record(event, detailsName(event), { resourceType, resource, error, cause });
    throw failure;
  }
}

function recordScheduled(visit: Visit, integration: Integration, attempt: TaskAttempt): number {
  const { events, resourceType, resource } = integration;
  const { argument, timeoutSeconds, heartbeatSeconds } = attempt;
  const parameters = events.scheduled === 'TaskScheduled' ? 'parameters' : 'input';
  return visit.record(events.scheduled, detailsName(events.scheduled), {
    resourceType,
    resource,
    region: visit.thread.run.stateMachineArn.split(':')[3],
    [parameters]: argument.text,
    timeoutInSeconds: timeoutSeconds ?? NO_TIMEOUT_SECONDS,
    ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
  });
}

interface CalledAttempt extends TaskAttempt {
  readonly scheduledId: number;
  readonly endTurn: EndTurn;
}

/**
 * What the service answers or, for a task that waits, what comes through its token. An answer through the token
 * counts even when it comes before the call returns; a call that fails before it fails the task.
 */
async function taskResult(
  visit: Visit,
  integration: Integration,
  { argument, waiting, begun, scheduledId, endTurn }: CalledAttempt,
  cancellation: Cancellation,
): Promise<unknown> {
  if (waiting && (waiting.isAnswered() || visit.resumed?.seen.has('TaskSubmitted'))) {
    endTurn();
    return waiting.outcome;
  }
  const submitted = (output: unknown) => recordSubmitted(visit, integration, output);
  const { executionArn, stateMachineArn, children, originOf } = visit.thread.run;
  const call = integration.call({
    argument,
    executionArn,
    stateMachineArn,
    children,
    origin: originOf(String(scheduledId)),
    isAgain: begun !== undefined,
    get signal() {
      return cancellation.signal;
    },
    submitted,
  });
  if (!waiting) return call;
  try {
    submitted(await cancellation.guard(call));
    visit.thread.flush();
  } catch (thrown) {
    if (thrown instanceof Cancelled || !waiting.isAnswered()) throw thrown;
  } finally {
    // Whoever has the token may take days.
    endTurn();
  }
  return waiting.outcome;
}

function recordSubmitted(visit: Visit, { resourceType, resource }: Integration, output: unknown): void {
  const text = JSON.stringify(output);
  visit.record('TaskSubmitted', 'taskSubmittedEventDetails', { resourceType, resource, output: text });
}

/** The result, unless the execution ends or the time runs out first; both abort the call. */
async function bounded(
  visit: Visit,
  cancellation: Cancellation,
  { timeoutSeconds, heartbeatSeconds, waiting, begun }: TaskAttempt,
  result: Promise<unknown>,
): Promise<unknown> {
  const { clock } = visit.thread.run;
  const deadlines: Deadline[] = [];
  const within = (seconds: number, error: string, since: number | undefined) => {
    const passed = () => cancellation.cancel(new StateFailure(error, undefined));
    const deadline = startDeadline(clock, seconds, passed, since);
    deadlines.push(deadline);
    return deadline;
  };
  if (timeoutSeconds !== undefined) within(timeoutSeconds, StatesError.timeout, begun?.at);
  if (heartbeatSeconds !== undefined) {
    const since = begun?.heardAt ?? begun?.at;
    waiting?.onHeartbeat(within(heartbeatSeconds, StatesError.heartbeatTimeout, since).putOff);
  }
  try {
    return await cancellation.guard(result);
  } finally {
    for (const deadline of deadlines) deadline.clear();
  }
}

/** The history keeps an event's details under the event's name with a small initial. */
function detailsName(event: string): string {
  return `${event.charAt(0).toLowerCase()}${event.slice(1)}EventDetails`;
}
