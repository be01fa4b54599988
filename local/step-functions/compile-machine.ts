import type { StateDefinition } from './definition/definition.ts';
import { parseDefinition } from './definition/parse-definition.ts';
import { Problems } from './definition/problems.ts';
import type { Flow, State } from './execution/flow.ts';
import type { StatesFunctions } from './expressions/states-functions.ts';
import type { Integration } from './integrations/integration.ts';
import type { MapObjects } from './integrations/ports.ts';
import { compileChoice } from './states/choice.ts';
import { Compiler, type Place } from './states/compiler.ts';
import { compileFail } from './states/fail.ts';
import { compileMap } from './states/map.ts';
import { compileParallel } from './states/parallel.ts';
import { compilePass } from './states/pass.ts';
import { compileSucceed } from './states/succeed.ts';
import { compileTask } from './states/task.ts';
import { compileWait } from './states/wait.ts';

export interface CompiledMachine {
  readonly flow: Flow;
  readonly timeoutSeconds: number | undefined;
  /** What the items of its distributed Maps run, by the Map's label. */
  readonly processors: ReadonlyMap<string, Flow>;
}

/** Checks and compiles a definition; throws InvalidDefinition listing what is wrong and where. */
export function compileMachine(
  source: string,
  functions: StatesFunctions,
  findIntegration: (resource: string) => Integration | string,
  objects?: MapObjects,
): CompiledMachine {
  const definition = parseDefinition(source);
  const problems = new Problems();
  const compiler = new Compiler({ problems, functions, findIntegration, objects, compileState });
  const flow = compiler.flow(definition, '');
  problems.throwIfAny();
  return { flow, timeoutSeconds: definition.TimeoutSeconds, processors: compiler.processors };
}

function compileState(state: StateDefinition, place: Place): State {
  switch (state.Type) {
    case 'Pass':
      return compilePass(state, place);
    case 'Task':
      return compileTask(state, place);
    case 'Choice':
      return compileChoice(state, place);
    case 'Wait':
      return compileWait(state, place);
    case 'Succeed':
      return compileSucceed(state, place);
    case 'Fail':
      return compileFail(state, place);
    case 'Parallel':
      return compileParallel(state, place);
    case 'Map':
      return compileMap(state, place);
  }
}

/** The machine itself or, for an item, what the distributed Map of that label runs for each. */
export function processorOf(machine: CompiledMachine, label: string | undefined): CompiledMachine {
  if (label === undefined) return machine;
  const flow = machine.processors.get(label);
  if (!flow) throw new Error(`The machine has no distributed Map labelled ${label}`);
  return { ...machine, flow, timeoutSeconds: undefined };
}
