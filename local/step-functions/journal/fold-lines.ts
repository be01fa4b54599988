import type { RecordedEvent } from '../execution/history.ts';
import { isObject, type JsonObject } from '../json.ts';
import { isFact, type Line, type TokenAnswer, toEvent } from './line.ts';

/** An event of an attempt that was under way. */
interface SeenEvent extends RecordedEvent {
  readonly id: number;
}

/** How far the attempt of a state had come. */
export interface Attempt {
  /** Its events by type, the last of each. */
  readonly seen: Map<string, SeenEvent>;
  wake?: number | undefined;
  token?: string | undefined;
  answer?: TokenAnswer | undefined;
  heard?: number | undefined;
}

/** Where a thread was: in a state, or at its end with an output. */
export interface Position {
  lastEventId: number;
  /** What it has assigned itself. */
  variables: JsonObject;
  entered?: { readonly name: string; readonly input: string; readonly at: number; readonly id: number };
  /** Retriers used in this state, in order. */
  retries: number[];
  attempt: Attempt;
  /** JSON text; set once its last state was left. */
  output?: string | undefined;
}

export interface Unfinished {
  readonly events: RecordedEvent[];
  /** By the path of the thread. */
  readonly positions: Map<string, Position>;
}

/** Makes an execution's journal into its history and the places where its threads were. */
export function foldLines(lines: readonly Line[]): Unfinished {
  const events: RecordedEvent[] = [];
  const positions = new Map<string, Position>();
  for (const line of lines) {
    const position = positions.get(line[0]) ?? newPosition();
    positions.set(line[0], position);
    if (isFact(line)) {
      const { retry, ...rest } = line[1];
      if (retry !== undefined) {
        position.retries.push(retry);
        position.attempt = newAttempt();
      }
      Object.assign(position.attempt, rest);
      continue;
    }
    const event = toEvent(line);
    const id = events.push(event);
    position.lastEventId = id;
    apply(position, { ...event, id });
  }
  return { events, positions };
}

function apply(position: Position, event: SeenEvent): void {
  const { type, details = {} } = event;
  if (type.endsWith('StateEntered')) {
    const { at, id } = event;
    position.entered = { name: String(details.name), input: String(details.input), at, id };
    position.retries = [];
    position.attempt = newAttempt();
    position.output = undefined;
  } else if (type.endsWith('StateExited')) {
    position.variables = { ...position.variables, ...assignedIn(details) };
    // A flow that goes on enters its next state in the same write: without one it has ended.
    position.output = String(details.output);
  } else position.attempt.seen.set(type, event);
}

function assignedIn({ assignedVariables }: JsonObject): JsonObject {
  if (!isObject(assignedVariables)) return {};
  return Object.fromEntries(
    Object.entries(assignedVariables).map(([name, text]) => [name, JSON.parse(String(text))]),
  );
}

const newAttempt = (): Attempt => ({ seen: new Map() });

const newPosition = (): Position => ({ lastEventId: 0, variables: {}, retries: [], attempt: newAttempt() });
