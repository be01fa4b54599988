import { isObject, type JsonObject } from '../json.ts';
import { checkTransitions } from './check-flow.ts';
import { type Checks, objectFields } from './nested-rule.ts';
import type { Problems } from './problems.ts';
import { JSON_PATH_FIELDS, STATE_FIELDS, type StateFields } from './state-fields.ts';

/** Checks the states of a flow and of all flows inside it; `isJsonata` is the machine's query language. */
export function checkStates(machine: JsonObject, isJsonata: boolean, problems: Problems): void {
  const names = new Set<string>();
  const checks: Checks = {
    problems,
    flow(flow, place) {
      const states = flow.States;
      if (!isObject(states) || Object.keys(states).length === 0) {
        problems.add(
          'SCHEMA_VALIDATION_FAILED',
          `${place}/States`,
          'must be an object with at least one state',
        );
        return;
      }
      for (const [name, state] of Object.entries(states)) {
        const statePlace = `${place}/States/${name}`;
        checkName(name, statePlace, names, problems);
        checkState(state, statePlace, isJsonata, checks);
      }
      checkTransitions(flow, place, problems);
    },
  };
  checks.flow(machine, '');
}

function checkName(name: string, place: string, names: Set<string>, problems: Problems): void {
  if (name.length > 80)
    problems.add('SCHEMA_VALIDATION_FAILED', place, 'a state name has at most 80 characters');
  if (names.has(name)) problems.add('DUPLICATE_STATE_NAME', place, 'the name is used twice in this machine');
  names.add(name);
}

function checkState(state: unknown, place: string, isJsonata: boolean, checks: Checks): void {
  const { problems } = checks;
  const type = isObject(state) ? state.Type : undefined;
  const known =
    typeof type === 'string' && Object.hasOwn(STATE_FIELDS, type) ? STATE_FIELDS[type] : undefined;
  if (!isObject(state) || !known) {
    const types = Object.keys(STATE_FIELDS).join(', ');
    problems.add('SCHEMA_VALIDATION_FAILED', `${place}/Type`, `must be one of ${types}`);
    return;
  }
  if (!isJsonata && state.QueryLanguage !== 'JSONata') {
    const advice = 'this state is JSONPath; set QueryLanguage to "JSONata" on the machine';
    problems.add('SCHEMA_VALIDATION_FAILED', `${place}/QueryLanguage`, advice);
  }
  checkFields(state, place, known, checks);
}

function checkFields(state: JsonObject, place: string, known: StateFields, checks: Checks): void {
  const flat = Object.fromEntries(
    Object.entries(state).filter(([field]) => !Object.hasOwn(known.nested, field)),
  );
  objectFields(flat, place, checks.problems, { ...JSON_PATH_FIELDS, ...known.fields });
  for (const field of known.required) {
    if (field in state) continue;
    checks.problems.add('SCHEMA_VALIDATION_FAILED', place, `the field ${field} is missing`);
  }
  for (const [field, rule] of Object.entries(known.nested)) {
    if (field in state) rule(state[field], `${place}/${field}`, checks);
  }
  known.together?.(state, place, checks.problems);
  for (const set of known.exactlyOne) {
    if (set.filter((field) => field in state).length === 1) continue;
    checks.problems.add('SCHEMA_VALIDATION_FAILED', place, `must have exactly one of ${set.join(' and ')}`);
  }
}
