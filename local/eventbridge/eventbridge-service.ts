import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { jsonService, WireError } from '../wire/json-service.ts';
import type { WireService } from '../wire/wire-service.ts';
import type { EventBuses } from './bus.ts';

const MAX_REQUEST_BYTES = 1024 * 1024;
const MAX_ENTRIES = 10;

const entrySchema = z.object({
  Source: z.string().default(''),
  DetailType: z.string().default(''),
  Detail: z.string().default(''),
  EventBusName: z.string().default('default'),
  Resources: z.array(z.string()).default([]),
  // Seconds on the wire, ISO text in a state machine's arguments.
  Time: z.union([z.number().transform((seconds) => new Date(seconds * 1000)), z.coerce.date()]).optional(),
});
const requestSchema = z.object({ Entries: z.array(entrySchema) });
const listSchema = z.object({ Rule: z.string(), EventBusName: z.string().default('default') });

type Entry = z.output<typeof entrySchema>;
type EntryResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

/** EventBridge over the wire: PutEvents, and what a rule's targets are. */
export function eventBridgeService(buses: EventBuses): WireService {
  return jsonService('EventBridge', 'AWSEvents', {
    PutEvents: (input) => putEvents(buses, input),
    ListTargetsByRule: (input) => listTargets(buses, input),
  });
}

function listTargets(buses: EventBuses, input: unknown): unknown {
  const { Rule, EventBusName } = parsed(listSchema, input);
  const Targets = buses.targetsOf(EventBusName, Rule);
  if (!Targets) throw new WireError('ResourceNotFoundException', `Rule ${Rule} does not exist.`);
  return { Targets };
}

/** PutEvents without the wire; throws a WireError for a request that AWS refuses as a whole. */
export function putEvents(buses: EventBuses, input: unknown): unknown {
  const { Entries: entries } = parsed(requestSchema, input);
  if (entries.length < 1 || entries.length > MAX_ENTRIES) {
    throw new WireError('ValidationException', `Entries must have between 1 and ${MAX_ENTRIES} elements`);
  }
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (bytes > MAX_REQUEST_BYTES)
    throw new WireError('ValidationException', 'Total size of the entries in the request is over the limit.');
  const results = entries.map((entry) => putEvent(buses, entry));
  return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
}

function parsed<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const request = schema.safeParse(input);
  if (!request.success) throw new WireError('ValidationException', z.prettifyError(request.error));
  return request.data;
}

/** As AWS counts an entry's size: 14 bytes for the time, and the UTF-8 bytes of its texts. */
function entryBytes(entry: Entry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...entry.Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), entry.Time === undefined ? 0 : 14);
}

function putEvent(buses: EventBuses, entry: Entry): EntryResult {
  const fault = findFault(entry);
  if (fault) return fault;
  // An event to a bus that is not there is accepted and goes nowhere, as on AWS.
  if (!buses.has(entry.EventBusName)) return { EventId: randomUUID() };
  const EventId = buses.publish(entry.EventBusName, {
    source: entry.Source,
    detailType: entry.DetailType,
    detail: JSON.parse(entry.Detail),
    resources: entry.Resources,
    time: entry.Time?.toISOString(),
  });
  return { EventId };
}

function findFault(entry: Entry): EntryResult | undefined {
  for (const field of ['Source', 'DetailType', 'Detail'] as const) {
    if (entry[field] === '')
      return invalid(`Parameter ${field} is not valid. Reason: ${field} is a required argument.`);
  }
  if (entry.Source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  return isJsonObject(entry.Detail)
    ? undefined
    : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

function invalid(message: string): EntryResult {
  return { ErrorCode: 'InvalidArgument', ErrorMessage: message };
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
