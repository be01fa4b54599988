import { isObject, type JsonObject } from '../json.ts';
import { isDistributed } from './distributed-map-fields.ts';
import type { Problems } from './problems.ts';

/**
 * A variable assigned inside a Parallel branch or Map must not have the name of one assigned further out:
 * the inner scope reads outer variables but cannot change them.
 */
export function checkVariableScopes(
  flow: JsonObject,
  place: string,
  problems: Problems,
  outer: ReadonlySet<string> = new Set(),
): void {
  const states = Object.entries(isObject(flow.States) ? flow.States : {});
  const own = new Set(outer);
  for (const [name, state] of states) {
    for (const variable of isObject(state) ? assignedNames(state) : []) {
      own.add(variable);
      if (!outer.has(variable)) continue;
      const at = `${place}/States/${name}`;
      problems.add('SCHEMA_VALIDATION_FAILED', at, `the variable ${variable} belongs to an outer scope`);
    }
  }
  for (const [name, state] of states) {
    for (const [field, inner] of isObject(state) ? innerFlows(state) : []) {
      // The items of a distributed Map run as executions of their own: they see no outer variable at all.
      const outerOfInner = isObject(state) && isDistributed(state) ? new Set<string>() : own;
      checkVariableScopes(inner, `${place}/States/${name}/${field}`, problems, outerOfInner);
    }
  }
}

function assignedNames(state: JsonObject): string[] {
  const holders: unknown[] = [state, state.Choices, state.Catch].flat();
  return holders.flatMap((holder) =>
    isObject(holder) && isObject(holder.Assign) ? Object.keys(holder.Assign) : [],
  );
}

function innerFlows(state: JsonObject): [field: string, flow: JsonObject][] {
  const flows: [string, unknown][] = [['ItemProcessor', state.ItemProcessor]];
  if (Array.isArray(state.Branches)) {
    state.Branches.forEach((branch: unknown, index) => {
      flows.push([`Branches[${index}]`, branch]);
    });
  }
  return flows.filter((pair): pair is [string, JsonObject] => isObject(pair[1]));
}
