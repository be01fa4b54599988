import type { HistoryEventType } from '@aws-sdk/client-sfn';
import { StateFailure, StatesError } from '../errors.ts';
import type { Payload } from '../payload.ts';
import type { Flow, State, Transition } from './flow.ts';
import type { Thread } from './thread.ts';
import { Visit } from './visit.ts';

/**
 * Runs a thread through a flow to its end; throws the StateFailure that nothing caught. All that the rest of
 * a flow depends on at a state's boundary is plain: the state's name, its input and the thread's variables.
 */
export async function runFlow(flow: Flow, input: Payload, thread: Thread): Promise<Payload> {
  let name: string | undefined = flow.startAt;
  let payload = input;
  while (name !== undefined) {
    const state = stateOf(flow, name);
    thread.cancellation.throwIfCancelled();
    thread.record(`${state.type}StateEntered`, 'stateEnteredEventDetails', { name, input: payload.text });
    const transition: Transition = await state.run(new Visit(thread, name, payload));
    thread.cancellation.throwIfCancelled();
    recordExit(thread, name, state, transition);
    name = transition.next;
    payload = transition.output;
  }
  return payload;
}

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
