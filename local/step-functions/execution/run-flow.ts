import type { HistoryEventType } from '@aws-sdk/client-sfn';
import { StateFailure, StatesError } from '../errors.ts';
import type { Payload } from '../payload.ts';
import type { Flow, State, Transition } from './flow.ts';
import type { Thread } from './thread.ts';
import { Visit } from './visit.ts';

/**
 * Runs a thread through a flow to its end, from where an earlier process left it; throws the StateFailure that
 * nothing caught. All that the rest of a flow depends on at a state's boundary is plain: the state's name, its
 * input and the thread's variables.
 */
export async function runFlow(flow: Flow, input: Payload, thread: Thread): Promise<Payload> {
  const { position } = thread;
  if (position?.output !== undefined) return parsed(position.output);
  let visit = position?.entered
    ? new Visit(thread, { ...position.entered, input: parsed(position.entered.input) }, position)
    : enter(flow, flow.startAt, input, thread);
  for (;;) {
    const state = stateOf(flow, visit.name);
    const transition: Transition = await state.run(visit);
    thread.cancellation.throwIfCancelled();
    recordExit(thread, visit.name, state, transition);
    if (transition.next === undefined) return transition.output;
    // At once: a journal that has the exit alone means that the flow has ended.
    visit = enter(flow, transition.next, transition.output, thread);
  }
}

function enter(flow: Flow, name: string, input: Payload, thread: Thread): Visit {
  const { type } = stateOf(flow, name);
  thread.cancellation.throwIfCancelled();
  const at = thread.run.clock.now();
  const details = { name, input: input.text };
  const id = thread.record(`${type}StateEntered`, 'stateEnteredEventDetails', details, at);
  return new Visit(thread, { name, input, at, id });
}

const parsed = (text: string): Payload => ({ value: JSON.parse(text), text });

function recordExit(thread: Thread, name: string, state: State, { output, assigned }: Transition): void {
  if (assigned) thread.assign(assigned.values);
  thread.record(exitType(state), 'stateExitedEventDetails', {
    name,
    output: output.text,
    ...(assigned && { assignedVariables: assigned.texts }),
  });
}

/** A Fail state has no exit; it never returns a transition. */
function exitType({ type }: State): HistoryEventType {
  if (type === 'Fail') throw new StateFailure(StatesError.runtime, 'A Fail state cannot be left.');
  return `${type}StateExited`;
}

function stateOf(flow: Flow, name: string): State {
  const state = flow.states.get(name);
  if (!state) throw new StateFailure(StatesError.runtime, `There is no state ${name}.`);
  return state;
}
