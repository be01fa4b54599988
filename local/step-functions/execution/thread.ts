import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { Position } from '../journal/fold-lines.ts';
import type { Fact } from '../journal/line.ts';
import type { JsonObject } from '../json.ts';
import type { Cancellation } from './cancellation.ts';
import type { Run } from './run.ts';

/** The item a Map iteration works on, as the context object shows it. */
export interface MapItem {
  readonly Index: number;
  readonly Value: unknown;
  readonly Key?: string;
}

interface ThreadParts {
  /** Tells it from the other threads of its execution; empty for the execution's own. */
  readonly path: string;
  readonly variables: Readonly<JsonObject>;
  readonly lastEventId: number;
  readonly item?: MapItem | undefined;
}

/** One line of control: the execution's own, a Parallel branch's or a Map iteration's. */
export class Thread {
  readonly run: Run;
  readonly path: string;
  readonly cancellation: Cancellation;
  readonly item: MapItem | undefined;
  /** Where an earlier process left it. */
  readonly position: Position | undefined;
  lastEventId: number;
  #variables: Readonly<JsonObject>;

  constructor(run: Run, cancellation: Cancellation, { path, variables, lastEventId, item }: ThreadParts) {
    this.run = run;
    this.path = path;
    this.cancellation = cancellation;
    this.item = item;
    this.position = run.positions.get(path);
    this.lastEventId = this.position?.lastEventId ?? lastEventId;
    this.#variables = this.position ? { ...variables, ...this.position.variables } : variables;
  }

  /** Variables visible here, outer ones included; replaced whole by each Assign, never changed in place. */
  get variables(): Readonly<JsonObject> {
    return this.#variables;
  }

  assign(assigned: JsonObject): void {
    this.#variables = { ...this.#variables, ...assigned };
  }

  /** A thread for a branch or iteration: it reads these variables, its own assignments stay its own. */
  fork(name: string, cancellation: Cancellation, item: MapItem | undefined = this.item): Thread {
    const { run, path, variables, lastEventId } = this;
    return new Thread(run, cancellation, { path: `${path}/${name}`, variables, lastEventId, item });
  }

  /** Adds to the history, linked to this thread's last event. */
  record(type: HistoryEventType, detailsName?: string, details?: JsonObject, at?: number): number {
    const { run, path, lastEventId: previousEventId } = this;
    const event = { at: at ?? run.clock.now(), type, previousEventId, detailsName, details };
    this.lastEventId = run.history.add(event, path);
    return this.lastEventId;
  }

  note(fact: Fact): void {
    this.run.history.note(this.path, fact);
  }

  /** Called before anything that the outside can see; throws a StateFileError. */
  flush(): void {
    this.run.history.flush();
  }
}
