import { matchesError, StateFailure } from '../../../local/step-functions/errors.ts';
import type { RecordedEvent } from '../../../local/step-functions/execution/recorded-event.ts';
import { type Machine, type State, statesOf } from './asl.ts';

const MARK = 'taken__';

/** What tests must reach of a machine: each state, rule, default, retrier and catcher. */
export function waysOf(machine: Machine): string[] {
  return [...statesOf(machine)].flatMap(([name, state]) => [
    name,
    ...state.Choices.map((_, index) => `${name}__rule__${index}`),
    ...(state.Default ? [`${name}__default`] : []),
    ...state.Retry.map((_, index) => `${name}__retry__${index}`),
    ...state.Catch.map((_, index) => `${name}__catch__${index}`),
  ]);
}

/**
 * A copy of the machine in which each rule, default and catcher also assigns a variable of its own, so that the
 * history tells which were taken. Nothing reads these variables.
 */
export function instrumented(machine: Machine): string {
  const copy = structuredClone(machine);
  for (const [name, state] of statesOf(copy)) {
    for (const [index, rule] of state.Choices.entries()) mark(rule, `${name}__rule__${index}`);
    for (const [index, catcher] of state.Catch.entries()) mark(catcher, `${name}__catch__${index}`);
    if (state.Default) mark(state, `${name}__default`);
  }
  return JSON.stringify(copy, (key, value: unknown) => (isEmptyDefault(key, value) ? undefined : value));
}

function mark(leaving: Pick<State, 'Assign'>, way: string): void {
  leaving.Assign = { ...leaving.Assign, [`${MARK}${way}`]: true };
}

/** Lists that parsing filled in and the file does not have. */
function isEmptyDefault(key: string, value: unknown): boolean {
  const isList = ['Choices', 'Retry', 'Catch', 'Branches'].includes(key);
  return isList && Array.isArray(value) && value.length === 0;
}

/** The ways that a run of the instrumented machine took. */
export function waysTaken(machine: Machine, history: readonly RecordedEvent[]): string[] {
  const states = statesOf(machine);
  return history.flatMap((event) => {
    const assigned = Object.keys(Object(event.details?.assignedVariables));
    const marked = assigned.filter((name) => name.startsWith(MARK)).map((name) => name.slice(MARK.length));
    if (event.type.endsWith('StateEntered')) return [String(event.details?.name), ...marked];
    if (event.type === 'TaskFailed' || event.type === 'TaskTimedOut')
      return retrierOf(states, history, event);
    return marked;
  });
}

function retrierOf(
  states: ReadonlyMap<string, State>,
  history: readonly RecordedEvent[],
  failed: RecordedEvent,
): string[] {
  const name = stateEnteredBefore(history, failed);
  const failure = new StateFailure(String(failed.details?.error), undefined);
  const index =
    states.get(name)?.Retry.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, failure)) ?? -1;
  return index < 0 ? [] : [`${name}__retry__${index}`];
}

/** The state whose visit an event belongs to, found along the event's own line of control. */
export function stateEnteredBefore(history: readonly RecordedEvent[], event: RecordedEvent): string {
  let current: RecordedEvent | undefined = event;
  while (current && !current.type.endsWith('StateEntered')) current = history[current.previousEventId - 1];
  return String(current?.details?.name);
}
