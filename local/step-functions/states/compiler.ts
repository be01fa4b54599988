import type {
  CatcherDefinition,
  FlowDefinition,
  RetrierDefinition,
  StateDefinition,
} from '../definition/definition.ts';
import { InvalidDefinition, type Problems } from '../definition/problems.ts';
import type { FailurePolicy } from '../execution/attempt.ts';
import type { Flow, State } from '../execution/flow.ts';
import type { Leaving } from '../execution/leave.ts';
import { toRetrier } from '../execution/retry.ts';
import { compileExpression, isExpression } from '../expressions/compile-expression.ts';
import type { StatesAccess } from '../expressions/scope.ts';
import type { StatesFunctions } from '../expressions/states-functions.ts';
import { buildTemplate, type Template } from '../expressions/template.ts';
import type { Integration } from '../integrations/integration.ts';
import type { MapObjects } from '../integrations/ports.ts';

export interface CompilerParts {
  readonly problems: Problems;
  readonly functions: StatesFunctions;
  /** The integration for a Task's Resource, or a sentence saying why there is none. */
  readonly findIntegration: (resource: string) => Integration | string;
  /** Where distributed Maps read and write; undefined where they can't. */
  readonly objects: MapObjects | undefined;
  /** Compiles one state by its type; a parameter because the states in turn compile their inner flows. */
  readonly compileState: (definition: StateDefinition, place: Place) => State;
}

/** Compiles the fields of a machine's states; every problem is collected with its place. */
export class Compiler {
  readonly #parts: CompilerParts;
  readonly processors = new Map<string, Flow>();

  constructor(parts: CompilerParts) {
    this.#parts = parts;
  }

  flow(definition: FlowDefinition, path: string): Flow {
    const states = Object.entries(definition.States).map(
      ([name, state]) =>
        [name, this.#parts.compileState(state, new Place(this, `${path}/States/${name}`, name))] as const,
    );
    return { startAt: definition.StartAt, states: new Map(states) };
  }

  template(value: unknown, path: string, field: string, access: StatesAccess): Template {
    const { functions, problems } = this.#parts;
    return buildTemplate(value, field, (text, at) => {
      if (!isExpression(text)) return { kind: 'constant', value: text };
      const expression = compileExpression(text, functions, access, (problem) =>
        problems.add('SCHEMA_VALIDATION_FAILED', `${path}/${at}`, problem),
      );
      return expression ? { kind: 'expression', expression, field: at } : { kind: 'constant', value: text };
    });
  }

  refuse(path: string, problem: string): void {
    this.#parts.problems.add('SCHEMA_VALIDATION_FAILED', path, problem);
  }

  /** Throws InvalidDefinition where there is nowhere to read from or write to. */
  objects(path: string): MapObjects {
    const { objects } = this.#parts;
    if (objects) return objects;
    const problem = 'an ItemReader or ResultWriter needs the integration port objects, which was not given';
    throw new InvalidDefinition([`INVALID_RESOURCE: ${problem} at ${path}`]);
  }

  /** Throws InvalidDefinition for a resource that is not known. */
  integration(resource: string, path: string): Integration {
    const found = this.#parts.findIntegration(resource);
    if (typeof found !== 'string') return found;
    throw new InvalidDefinition([`INVALID_RESOURCE: ${found} at ${path}/Resource`]);
  }
}

interface LeavingDefinition {
  readonly Next?: string;
  readonly Output?: unknown;
  readonly Assign?: unknown;
}

interface FailingDefinition {
  readonly Retry?: readonly RetrierDefinition[];
  readonly Catch?: readonly CatcherDefinition[];
}

/** One state's place in the definition, through which its fields are compiled. */
export class Place {
  readonly #compiler: Compiler;
  readonly #path: string;

  readonly stateName: string;

  constructor(compiler: Compiler, path: string, stateName: string) {
    this.#compiler = compiler;
    this.#path = path;
    this.stateName = stateName;
  }

  /** Keeps what the items of a distributed Map run, under the Map's label. */
  processor(label: string, definition: FlowDefinition): void {
    if (this.#compiler.processors.has(label))
      this.refuse('Label', `another Map of this machine has the label ${label}`);
    this.#compiler.processors.set(label, this.flow(definition, 'ItemProcessor'));
  }

  objects(): MapObjects {
    return this.#compiler.objects(this.#path);
  }

  /** A field that may hold expressions; undefined stays undefined. */
  template(value: unknown, field: string, access: StatesAccess = []): Template | undefined {
    return value === undefined ? undefined : this.#compiler.template(value, this.#path, field, access);
  }

  leaving(definition: LeavingDefinition, access: StatesAccess = [], prefix = ''): Leaving {
    return {
      next: definition.Next,
      output: this.template(definition.Output, `${prefix}Output`, access),
      assign: this.template(definition.Assign, `${prefix}Assign`, access),
    };
  }

  failurePolicy(definition: FailingDefinition): FailurePolicy {
    return {
      retriers: (definition.Retry ?? []).map(toRetrier),
      catchers: (definition.Catch ?? []).map((catcher, index) => ({
        errorEquals: catcher.ErrorEquals,
        ...this.leaving(catcher, ['errorOutput'], `Catch[${index}]/`),
      })),
    };
  }

  flow(definition: FlowDefinition, field: string): Flow {
    return this.#compiler.flow(definition, `${this.#path}/${field}`);
  }

  /** Adds a problem with one of the state's fields. */
  refuse(field: string, problem: string): void {
    this.#compiler.refuse(`${this.#path}/${field}`, problem);
  }

  integration(resource: string): Integration {
    return this.#compiler.integration(resource, this.#path);
  }
}
