import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { JsonObject } from '../json.ts';
import type { Cancellation } from './cancellation.ts';
import type { Run } from './run.ts';

/** The item a Map iteration works on, as the context object shows it. */
export interface MapItem {
  readonly Index: number;
  readonly Value: unknown;
  readonly Key?: string;
}

/** One line of control: the execution's own, a Parallel branch's or a Map iteration's. */
export class Thread {
  readonly run: Run;
  readonly cancellation: Cancellation;
  readonly item: MapItem | undefined;
  lastEventId: number;
  #variables: Readonly<JsonObject>;

  constructor(
    run: Run,
    cancellation: Cancellation,
    from: { variables: Readonly<JsonObject>; lastEventId: number; item?: MapItem | undefined },
  ) {
    this.run = run;
    this.cancellation = cancellation;
    this.item = from.item;
    this.lastEventId = from.lastEventId;
    this.#variables = from.variables;
  }

  /** Variables visible here, outer ones included; replaced whole by each Assign, never changed in place. */
  get variables(): Readonly<JsonObject> {
    return this.#variables;
  }

  assign(assigned: JsonObject): void {
    this.#variables = { ...this.#variables, ...assigned };
  }

  /** A thread for a branch or iteration: it reads these variables, its own assignments stay its own. */
  fork(cancellation: Cancellation, item: MapItem | undefined = this.item): Thread {
    return new Thread(this.run, cancellation, {
      variables: this.#variables,
      lastEventId: this.lastEventId,
      item,
    });
  }

  /** Adds to the history, linked to this thread's last event. */
  record(type: HistoryEventType, detailsName?: string, details?: JsonObject): number {
    const { run, lastEventId: previousEventId } = this;
    this.lastEventId = run.history.add({ at: run.clock.now(), type, previousEventId, detailsName, details });
    return this.lastEventId;
  }
}
