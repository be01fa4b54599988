import { isObject, type JsonObject } from '../json.ts';
import type { Problems } from './problems.ts';

/** Checks that transitions of one flow lead somewhere, every state can be reached and an end exists. */
export function checkTransitions(flow: JsonObject, place: string, problems: Problems): void {
  const states = isObject(flow.States) ? flow.States : {};
  const start = flow.StartAt;
  if (typeof start !== 'string' || !Object.hasOwn(states, start)) {
    problems.add(
      'MISSING_TRANSITION_TARGET',
      `${place}/StartAt`,
      `there is no state ${JSON.stringify(start)}`,
    );
    return;
  }
  for (const [name, state] of Object.entries(states)) {
    for (const [field, target] of isObject(state) ? targets(state) : []) {
      if (Object.hasOwn(states, target)) continue;
      const at = `${place}/States/${name}/${field}`;
      problems.add('MISSING_TRANSITION_TARGET', at, `there is no state ${JSON.stringify(target)}`);
    }
  }
  checkReach(states, start, place, problems);
}

function checkReach(states: JsonObject, start: string, place: string, problems: Problems): void {
  const reached = new Set([start]);
  for (const name of reached) {
    const state = states[name];
    for (const [, target] of isObject(state) ? targets(state) : []) {
      if (Object.hasOwn(states, target)) reached.add(target);
    }
  }
  for (const name of Object.keys(states)) {
    if (!reached.has(name)) {
      problems.add('UNREACHABLE_STATE', `${place}/States/${name}`, 'no transition leads to this state');
    }
  }
  if (![...reached].some((name) => isTerminal(states[name]))) {
    problems.add('MISSING_END_STATE', `${place}/States`, 'no reachable state ends the flow');
  }
}

function isTerminal(state: unknown): boolean {
  return isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail');
}

/** Where a state may go, each with the field that says so. */
function targets(state: JsonObject): [field: string, target: string][] {
  const found: [string, unknown][] = [
    ['Next', state.Next],
    ['Default', state.Default],
  ];
  for (const list of ['Choices', 'Catch']) {
    const items = state[list];
    if (!Array.isArray(items)) continue;
    items.forEach((item: unknown, index) => {
      if (isObject(item)) found.push([`${list}[${index}]/Next`, item.Next]);
    });
  }
  return found.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
}
