import { randomUUID } from 'node:crypto';
import { busNameOf, type LocalRule, type LocalTarget } from '../template/resources/events.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../template/site.ts';
import { checkTargets, deliver, type TargetPorts } from './deliver.ts';
import type { BusEvent } from './event.ts';
import { forgetfulOutbox, type Outbox } from './outbox.ts';
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
  /** Puts an event on a bus and returns its id; delivery goes on by itself. */
  publish(busName: string, event: NewEvent): string;
  /** Forwards a whole event, its id kept. */
  forward(busName: string, event: BusEvent): void;
  has(busName: string): boolean;
  /** Calls the listener with every event of every bus, for tests and tools; returns the way to stop. */
  onEvent(listener: (event: BusEvent, busName: string) => void): () => void;
  /** Delivers what the last stop left undelivered, and starts rule schedules. */
  start(): void;
  close(): void;
}

export interface EventBusesOptions {
  readonly busNames: readonly string[];
  readonly rules: readonly LocalRule[];
  readonly targets: TargetPorts;
  /** Keeps what is under way; without one it goes with the process. */
  readonly outbox?: Outbox;
  /** Told about deliveries that failed for good. */
  readonly onFailure: (error: unknown) => void;
}

/** The default bus and the template's own, with their rules; throws on rules it does not understand. */
export function createEventBuses(options: EventBusesOptions): EventBuses {
  const { busNames, rules, outbox = forgetfulOutbox } = options;
  const buses = new Set(['default', ...busNames]);
  const listeners = new Set<(event: BusEvent, busName: string) => void>();
  const stopping = new AbortController();
  const stops: (() => void)[] = [];
  const patterns = rules
    .filter((rule) => rule.pattern)
    .map((rule) => ({ rule, matches: compileRule(rule, buses) }));

  const sender = createSender(options, stopping.signal);
  const deliverTo = (rule: LocalRule, event: BusEvent) => {
    for (const target of rule.targets) {
      sender(rule, target, event, outbox.keep({ rule: rule.name, targetId: target.Id, event }));
    }
  };
  const forward = (busName: string, event: BusEvent) => {
    for (const listener of listeners) listener(event, busName);
    for (const { rule, matches } of patterns)
      if (rule.busName === busName && matches(event)) deliverTo(rule, event);
  };
  return {
    publish: (busName, event) => {
      const whole = wholeEvent(event);
      forward(busNameOf(busName), whole);
      return whole.id;
    },
    forward: (busName, event) => forward(busNameOf(busName), event),
    has: (busName) => buses.has(busNameOf(busName)),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      for (const { delivery, drop } of outbox.left()) {
        const rule = rules.find(({ name }) => name === delivery.rule);
        const target = rule?.targets.find(({ Id }) => Id === delivery.targetId);
        if (rule && target) sender(rule, target, delivery.event, drop);
        else drop();
      }
      for (const rule of rules) {
        if (rule.schedule)
          stops.push(startSchedule(rule.schedule, () => deliverTo(rule, scheduledEvent(rule))));
      }
    },
    close: () => {
      stopping.abort();
      for (const stop of stops) stop();
    },
  };
}

/** Delivers to one target; `done` is told unless the stop came first. */
function createSender({ targets, onFailure }: EventBusesOptions, stopping: AbortSignal) {
  return (rule: LocalRule, target: LocalTarget, event: BusEvent, done: () => void): void => {
    deliver(event, rule, target, targets, stopping).then(done, (error: unknown) => {
      if (stopping.aborted) return;
      done();
      onFailure(error);
    });
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
