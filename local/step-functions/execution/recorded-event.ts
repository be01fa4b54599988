import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { JsonObject } from '../json.ts';

/** An event as it is kept; its id is its place in the list, from 1. */
export interface RecordedEvent {
  readonly at: number;
  readonly type: HistoryEventType;
  readonly previousEventId: number;
  readonly detailsName?: string;
  readonly details?: JsonObject;
}
