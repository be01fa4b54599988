import { randomUUID } from 'node:crypto';
import { NO_OUTBOX, type Outbox } from '../outbox/outbox.ts';
import { busNameOf, type LocalRule, type LocalTarget } from '../template/resources/events.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../template/site.ts';
import { checkTargets, type TargetPorts } from './deliver.ts';
import { createDeliveries } from './deliveries.ts';
import type { BusEvent } from './event.ts';
import { compilePattern } from './pattern.ts';
import { startSchedule } from './schedule.ts';

interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  readonly time?: string;
}

export interface EventBuses {
  /** Puts an event on a bus and returns its id; once accepted, delivery goes on by itself. */
  publish(busName: string, event: NewEvent): string;
  /** Forwards a whole event, its id kept. */
  forward(busName: string, event: BusEvent): void;
  has(busName: string): boolean;
  /** The targets of a rule of a bus; undefined when there is no such rule. */
  targetsOf(busName: string, ruleName: string): readonly LocalTarget[] | undefined;
  /** Calls the listener with every event of every bus, for tests and tools; returns the way to stop. */
  onEvent(listener: (event: BusEvent, busName: string) => void): () => void;
  /** Starts rule schedules, and delivers what earlier processes accepted and did not. */
  start(): void;
  close(): void;
}

export interface EventBusesOptions {
  readonly busNames: readonly string[];
  readonly rules: readonly LocalRule[];
  readonly targets: TargetPorts;
  /** Told about deliveries that failed for good. */
  readonly onFailure: (error: unknown) => void;
  /** Keeps events that were accepted until they are delivered. */
  readonly outbox?: Outbox;
}

/** The default bus and the template's own, with their rules; throws on rules it does not understand. */
export function createEventBuses(options: EventBusesOptions): EventBuses {
  const { busNames, rules, targets, onFailure, outbox = NO_OUTBOX } = options;
  const buses = new Set(['default', ...busNames]);
  const listeners = new Set<(event: BusEvent, busName: string) => void>();
  const deliveries = createDeliveries({ rules, targets, onFailure, outbox });
  const stops: (() => void)[] = [];
  const patterns = rules
    .filter((rule) => rule.pattern)
    .map((rule) => ({ rule, matches: compileRule(rule, buses) }));

  const fire = (rule: LocalRule) => {
    try {
      deliveries.begin([rule], scheduledEvent(rule));
    } catch (error) {
      onFailure(error);
    }
  };
  const forward = (busName: string, event: BusEvent) => {
    const matching = patterns.filter(({ rule, matches }) => rule.busName === busName && matches(event));
    deliveries.begin(
      matching.map(({ rule }) => rule),
      event,
    );
    for (const listener of listeners) listener(event, busName);
  };
  return {
    publish: (busName, event) => {
      const whole = wholeEvent(event);
      forward(busNameOf(busName), whole);
      return whole.id;
    },
    forward: (busName, event) => forward(busNameOf(busName), event),
    has: (busName) => buses.has(busNameOf(busName)),
    targetsOf: (busName, ruleName) =>
      rules.find(({ busName: bus, name }) => bus === busNameOf(busName) && name === ruleName)?.targets,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      deliveries.resume();
      for (const rule of rules) {
        if (rule.schedule) stops.push(startSchedule(rule.schedule, () => fire(rule)));
      }
    },
    close: () => {
      deliveries.stop();
      for (const stop of stops) stop();
    },
  };
}

function compileRule(rule: LocalRule, buses: ReadonlySet<string>): (event: BusEvent) => boolean {
  if (!buses.has(rule.busName))
    throw new Error(`Rule ${rule.name} is on the bus ${rule.busName}, which is not there`);
  checkTargets(rule);
  try {
    return compilePattern(rule.pattern ?? {});
  } catch (cause) {
    throw new Error(`Rule ${rule.name} has a pattern the local bus does not know: ${String(cause)}`, {
      cause,
    });
  }
}

function wholeEvent({ source, detailType, detail, resources = [], time }: NewEvent): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source,
    account: LOCAL_ACCOUNT,
    time: time ?? new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    region: LOCAL_REGION,
    resources,
    detail,
  };
}

function scheduledEvent(rule: LocalRule): BusEvent {
  return wholeEvent({
    source: 'aws.events',
    detailType: 'Scheduled Event',
    detail: {},
    resources: [rule.arn],
  });
}
