import type { JsonObject } from '../json.ts';

/** A checked definition: states-language JSON in JSONata mode. Values that may hold expressions are unknown. */
export interface MachineDefinition extends FlowDefinition {
  readonly TimeoutSeconds?: number;
}

export interface FlowDefinition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateDefinition>>;
}

interface Leaving {
  readonly Next?: string;
  readonly Output?: unknown;
  readonly Assign?: JsonObject;
}

interface Failing {
  readonly Retry?: readonly RetrierDefinition[];
  readonly Catch?: readonly CatcherDefinition[];
}

export interface RetrierDefinition {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface CatcherDefinition extends Leaving {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

export interface PassDefinition extends Leaving {
  readonly Type: 'Pass';
}

export interface TaskDefinition extends Leaving, Failing {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: unknown;
  readonly TimeoutSeconds?: unknown;
  readonly HeartbeatSeconds?: unknown;
}

interface ChoiceRuleDefinition extends Leaving {
  readonly Condition: string | boolean;
  readonly Next: string;
}

export interface ChoiceDefinition extends Leaving {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRuleDefinition[];
  readonly Default?: string;
}

export interface WaitDefinition extends Leaving {
  readonly Type: 'Wait';
  readonly Seconds?: unknown;
  readonly Timestamp?: unknown;
}

export interface SucceedDefinition {
  readonly Type: 'Succeed';
  readonly Output?: unknown;
}

export interface FailDefinition {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly Cause?: string;
}

export interface ParallelDefinition extends Leaving, Failing {
  readonly Type: 'Parallel';
  readonly Branches: readonly FlowDefinition[];
  readonly Arguments?: unknown;
}

export interface MapDefinition extends Leaving, Failing {
  readonly Type: 'Map';
  readonly Items?: unknown;
  readonly ItemSelector?: unknown;
  readonly ItemProcessor: FlowDefinition & { readonly ProcessorConfig?: { readonly Mode?: string } };
  readonly MaxConcurrency?: unknown;
  readonly ItemReader?: ItemReaderDefinition;
  readonly ResultWriter?: ResultWriterDefinition;
  readonly ToleratedFailureCount?: unknown;
  readonly ToleratedFailurePercentage?: unknown;
  readonly Label?: string;
}

export interface ItemReaderDefinition {
  readonly Arguments: unknown;
  readonly ReaderConfig: ReaderConfigDefinition;
}

export interface ReaderConfigDefinition {
  readonly InputType: 'JSONL' | 'JSON' | 'CSV';
  /** The header when it is given; else it is the first row. */
  readonly CSVHeaders?: readonly string[];
  readonly CSVDelimiter?: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB';
  readonly MaxItems?: unknown;
}

export interface ResultWriterDefinition {
  readonly Arguments: unknown;
  readonly WriterConfig?: { readonly OutputType: 'JSON' | 'JSONL' };
}

export type StateDefinition =
  | PassDefinition
  | TaskDefinition
  | ChoiceDefinition
  | WaitDefinition
  | SucceedDefinition
  | FailDefinition
  | ParallelDefinition
  | MapDefinition;
