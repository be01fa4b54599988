import type { HistoryEventType } from '@aws-sdk/client-sfn';
import { StateFailure, StatesError } from '../errors.ts';
import type { JsonObject } from '../json.ts';

/** Step Functions ends an execution whose history grows beyond this. */
const MAX_EVENTS = 25_000;

/** An event as it is kept; its id is its place in the list, from 1. */
export interface RecordedEvent {
  readonly at: number;
  readonly type: HistoryEventType;
  readonly previousEventId: number;
  readonly detailsName?: string;
  readonly details?: JsonObject;
}

/** What happened in one execution, in order. Details share the texts of payloads, so an entry costs little. */
export class History {
  readonly #events: RecordedEvent[] = [];
  #isClosed = false;

  get events(): readonly RecordedEvent[] {
    return this.#events;
  }

  /** Adds an event and returns its id; after the closing event nothing is added any more. */
  add(event: RecordedEvent): number {
    if (this.#isClosed) return this.#events.length;
    if (this.#events.length >= MAX_EVENTS) {
      const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
      throw new StateFailure(StatesError.runtime, cause);
    }
    return this.#events.push(event);
  }

  close(event: RecordedEvent): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#events.push(event);
  }
}
