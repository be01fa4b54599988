import type { Clock } from '../clock.ts';
import type { CompiledMachine } from '../compile-machine.ts';
import type { ChildExecutions } from '../integrations/integration.ts';
import type { ExecutionJournal } from '../journal/journal.ts';
import type { TaskTokens } from './task-tokens.ts';
import type { Turns } from './turns.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionParts {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachine: { readonly arn: string; readonly name: string; readonly roleArn: string };
  /** Compiled when it is needed; throws for a definition that is not understood any more. */
  readonly machine: () => CompiledMachine;
  /** The input as the caller wrote it. */
  readonly input: string;
  readonly startDate: number;
  /** Keeps it beyond this process. */
  readonly journal: ExecutionJournal | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tokens: TaskTokens;
  readonly turns: Turns;
  readonly children: ChildExecutions;
  /** Told of RUNNING and of the end. */
  readonly onStatus: (status: ExecutionStatus) => void;
}
