import type { HistoryEventType } from '@aws-sdk/client-sfn';
import { StateFailure, StatesError } from '../errors.ts';
import type { ExecutionEnd, ExecutionJournal } from '../journal/journal.ts';
import { eventLine, type Fact, isFact, type Line, toEvent } from '../journal/line.ts';
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

/**
 * What happened in one execution, in order. Details share the texts of payloads, so an entry costs little. With a
 * journal, what is added is written by the next flush, and an ended history is read from there when asked for.
 */
export class History {
  readonly #journal: ExecutionJournal | undefined;
  #events: RecordedEvent[] | undefined = [];
  #unwritten: Line[] = [];
  #length = 0;
  #isClosed = false;

  constructor(journal?: ExecutionJournal) {
    this.#journal = journal;
  }

  get length(): number {
    return this.#length;
  }

  get events(): readonly RecordedEvent[] {
    return this.#events ?? eventsOf(this.#journal?.lines() ?? []);
  }

  /** Adds an event of a thread and returns its id; after the closing event nothing is added any more. */
  add(event: RecordedEvent, thread = ''): number {
    if (this.#isClosed) return this.#length;
    if (this.#length >= MAX_EVENTS) {
      const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
      throw new StateFailure(StatesError.runtime, cause);
    }
    return this.#push(event, thread);
  }

  /** Keeps what a state needs to go on and is no event. */
  note(thread: string, fact: Fact): void {
    if (this.#journal && !this.#isClosed) this.#unwritten.push([thread, fact]);
  }

  /** Writes what was added: before anything that the outside can see. Throws a StateFileError. */
  flush(): void {
    if (!this.#journal || this.#unwritten.length === 0 || this.#isClosed) return;
    this.#journal.append(this.#unwritten);
    this.#unwritten = [];
  }

  /** Adds the last event and writes the end; false when that must wait, and `onWritten` will be called. */
  close(event: RecordedEvent, end: ExecutionEnd, onWritten: () => void): boolean {
    if (this.#isClosed) return false;
    this.#push(event, '');
    this.#isClosed = true;
    const lines = this.#unwritten;
    this.#unwritten = [];
    const ended = { end, stopDate: event.at, events: this.#length };
    let isWritten = this.#journal === undefined;
    let isLate = false;
    this.#journal?.end(lines, ended, () => {
      this.#events = undefined;
      isWritten = true;
      if (isLate) onWritten();
    });
    isLate = !isWritten;
    return isWritten;
  }

  /** Takes up a history where the journal left it. */
  restore(events: RecordedEvent[]): void {
    this.#events = events;
    this.#length = events.length;
  }

  /** The history of an execution that ended in an earlier process. */
  restoreClosed(length: number): void {
    this.#events = undefined;
    this.#length = length;
    this.#isClosed = true;
  }

  /** Writes nothing more: the process stops, and the execution goes on in the next one. */
  suspend(): void {
    this.#isClosed = true;
  }

  #push(event: RecordedEvent, thread: string): number {
    this.#events?.push(event);
    if (this.#journal) this.#unwritten.push(eventLine(thread, event));
    this.#length++;
    return this.#length;
  }
}

function eventsOf(lines: readonly Line[]): RecordedEvent[] {
  return lines.flatMap((line) => (isFact(line) ? [] : [toEvent(line)]));
}
