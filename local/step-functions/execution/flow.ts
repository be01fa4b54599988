import type { JsonObject } from '../json.ts';
import type { Payload } from '../payload.ts';
import type { Visit } from './visit.ts';

/** States ready to run; expressions are compiled. */
export interface Flow {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export interface State {
  readonly type: 'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';
  run(visit: Visit): Promise<Transition>;
}

/** How a state was left. Without `next` the flow ends with this output. */
export interface Transition {
  readonly next: string | undefined;
  readonly output: Payload;
  readonly assigned?: Assigned;
}

/** New values of variables, with their texts for the history. */
export interface Assigned {
  readonly values: JsonObject;
  readonly texts: Record<string, string>;
}
