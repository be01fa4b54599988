import type { Clock } from '../clock.ts';
import type { ChildExecutions } from '../integrations/integration.ts';
import type { Position } from '../journal/fold-lines.ts';
import type { Origin } from '../journal/journal.ts';
import type { JsonObject } from '../json.ts';
import type { History } from './history.ts';
import type { TaskTokens } from './task-tokens.ts';
import type { Turns } from './turns.ts';

/** What all threads of one execution share. */
export interface Run {
  readonly clock: Clock;
  readonly random: () => number;
  readonly tokens: TaskTokens;
  readonly turns: Turns;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  readonly history: History;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly children: ChildExecutions;
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonObject;
  /** Where threads were when an earlier process ended, by their paths; each takes its own. */
  readonly positions: Map<string, Position>;
  /** What an execution started at that place is known by; undefined where nothing is kept. */
  readonly originOf: (place: string) => Origin | undefined;
}
