import type { HistoryEventType } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { RecordedEvent } from '../execution/history.ts';

/** What a state needs to go on besides its history; each belongs to the visit and attempt that runs. */
export interface Fact {
  /** The retrier, by its place, that lets another attempt begin. */
  readonly retry?: number;
  /** When a Wait or the pause before a retry is over, in milliseconds since the epoch. */
  readonly wake?: number;
  /** The token this attempt gave out. */
  readonly token?: string;
  /** What came through it. */
  readonly answer?: TokenAnswer;
  /** When its holder was last heard of. */
  readonly heard?: number;
}

export type TokenAnswer =
  | { readonly output: unknown }
  | { readonly error?: string | undefined; readonly cause?: string | undefined };

type EventLine = readonly [
  thread: string,
  at: number,
  type: string,
  previousEventId: number,
  detailsName?: string | undefined,
  details?: Record<string, unknown> | undefined,
];
type FactLine = readonly [thread: string, fact: Fact];

/** One line of an execution's journal: an event of its history or a fact, and the thread it belongs to. */
export type Line = EventLine | FactLine;

export const isFact = (line: Line): line is FactLine => line.length === 2;

/** Fields that are undefined are left out, as JSON would write null for them. */
export function eventLine(thread: string, event: RecordedEvent): Line {
  const { at, type, previousEventId, detailsName, details } = event;
  if (detailsName === undefined) return [thread, at, type, previousEventId];
  return [thread, at, type, previousEventId, detailsName, details];
}

export function toEvent([, at, type, previousEventId, detailsName, details]: EventLine): RecordedEvent {
  return {
    at,
    // Written by eventLine, from a type of the SDK's list.
    type: type as HistoryEventType,
    previousEventId,
    ...(detailsName !== undefined && { detailsName }),
    ...(details && { details }),
  };
}

const details = z.record(z.string(), z.unknown());
const answer = z.union([
  z.strictObject({ output: z.unknown() }).required(),
  z.strictObject({ error: z.string().optional(), cause: z.string().optional() }),
]);
const fact = z.strictObject({
  retry: z.number().optional(),
  wake: z.number().optional(),
  token: z.string().optional(),
  answer: answer.optional(),
  heard: z.number().optional(),
});
const eventStart = [z.string(), z.number(), z.string(), z.number()] as const;
const line = z.union([
  z.tuple([...eventStart, z.string(), details]),
  z.tuple([...eventStart, z.string()]),
  z.tuple([...eventStart]),
  z.tuple([z.string(), fact]),
]);
const lines = z.array(line);

/** Lines as they were written; throws on anything else. */
export function parseLines(text: string): readonly Line[] {
  return lines.parse(JSON.parse(text));
}
