import type { Execution } from '../execution/execution.ts';
import type { RecordedEvent } from '../execution/recorded-event.ts';
import type { JsonObject } from '../json.ts';
import { type Page, toToken } from './request-fields.ts';

/** Payloads, left out when the caller wants none. */
const DATA_FIELDS = new Set(['input', 'output', 'parameters', 'assignedVariables']);

export interface HistoryOptions {
  readonly isReversed: boolean;
  readonly includesData: boolean;
}

/** A page of an execution's history as GetExecutionHistory answers it; tokens count events from the start asked for. */
export function historyPage(
  execution: Execution,
  { from = 0, size }: Page,
  options: HistoryOptions,
): JsonObject {
  const { events } = execution.history;
  const total = events.length;
  const page: JsonObject[] = [];
  for (let at = from; at < Math.min(from + size, total); at++) {
    const id = options.isReversed ? total - at : at + 1;
    const event = events[id - 1];
    if (event) page.push(wireEvent(event, id, options.includesData));
  }
  return { events: page, ...(from + size < total && { nextToken: toToken(from + size) }) };
}

function wireEvent(event: RecordedEvent, id: number, includesData: boolean): JsonObject {
  const { at, type, previousEventId, detailsName, details } = event;
  const common = { id, previousEventId, timestamp: at / 1000, type };
  if (!detailsName || !details) return common;
  return { ...common, [detailsName]: includesData ? withDataDetails(details) : withoutData(details) };
}

function withDataDetails(details: JsonObject): JsonObject {
  return {
    ...details,
    ...('input' in details && { inputDetails: { truncated: false } }),
    ...('output' in details && { outputDetails: { truncated: false } }),
    ...('assignedVariables' in details && { assignedVariablesDetails: { truncated: false } }),
  };
}

function withoutData(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([field]) => !DATA_FIELDS.has(field)));
}
