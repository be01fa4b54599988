import type { Clock } from './clock.ts';
import { createStepFunctions, type StepFunctions } from './create-step-functions.ts';
import type { ExecutionStatus } from './execution/execution-parts.ts';
import type { RecordedEvent } from './execution/recorded-event.ts';
import type { Integrations } from './integrations/ports.ts';
import type { JsonObject } from './json.ts';
import type { StatusChangeEvent } from './status-change-event.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface RunOptions {
  /** Values for the `${Name}` placeholders of the definition and of `machines`. */
  readonly substitutions?: Readonly<Record<string, string>>;
  /** Machines that the definition starts, by name: `arn:aws:states:us-east-1:000000000000:stateMachine:<name>`. */
  readonly machines?: Readonly<Record<string, JsonObject | string>>;
  /** A VirtualClock unless given: waits, backoff and timeouts take no real time. */
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly executionName?: string;
  readonly publish?: (event: StatusChangeEvent) => void;
  /** Given, before the start, what answers tasks that wait for their token. */
  readonly onTokens?: (tokens: StepFunctions['tokens']) => void;
}

export interface RunOutcome {
  readonly status: ExecutionStatus;
  /** Parsed; undefined unless it succeeded. */
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly history: readonly RecordedEvent[];
  /** Of the items of distributed Maps, the last that began first. */
  readonly itemHistories: readonly (readonly RecordedEvent[])[];
}

/**
 * Runs a definition (an object, or the text of an `.asl.json` file) once in an interpreter of its own, with
 * fake or real integrations. Throws an ApiError when the definition is refused.
 */
export async function runDefinition(
  definition: JsonObject | string,
  input: unknown,
  integrations: Integrations = {},
  options: RunOptions = {},
): Promise<RunOutcome> {
  const { clock = new VirtualClock(), random = () => 0.5, substitutions = {}, machines = {} } = options;
  const { publish, executionName, onTokens = () => {} } = options;
  const stepFunctions = createStepFunctions({ integrations, clock, random, publish });
  onTokens(stepFunctions.tokens);
  const create = (name: string, source: JsonObject | string) =>
    stepFunctions.createStateMachine({ name, definition: substituted(source, substitutions) });
  for (const [name, source] of Object.entries(machines)) create(name, source);
  const { stateMachineArn } = create('definition', definition);
  const { executionArn, ended } = stepFunctions.startExecution({
    stateMachineArn,
    input: JSON.stringify(input),
    name: executionName,
  });
  const { output, error, cause } = await ended;
  const { status, history } = stepFunctions.execution(executionArn);
  stepFunctions.close();
  return {
    status,
    ...(output !== undefined && { output: JSON.parse(output) as unknown }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    history: history.events,
    itemHistories: stepFunctions.items().map((item) => item.history.events),
  };
}

function substituted(source: JsonObject | string, values: Readonly<Record<string, string>>): string {
  const text = typeof source === 'string' ? source : JSON.stringify(source);
  return text.replace(/\$\{([\w:.-]+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
