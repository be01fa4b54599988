import type { Clock } from '../clock.ts';
import type { ChildExecutions } from '../integrations/integration.ts';
import type { JsonObject } from '../json.ts';
import type { History } from './history.ts';
import type { TaskTokens } from './task-tokens.ts';

/** What all threads of one execution share. */
export interface Run {
  readonly clock: Clock;
  readonly random: () => number;
  readonly tokens: TaskTokens;
  readonly history: History;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly children: ChildExecutions;
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonObject;
}
