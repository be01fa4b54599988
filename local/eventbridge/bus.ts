import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Kept, NO_OUTBOX, type Outbox } from '../outbox/outbox.ts';
import { busNameOf, type LocalRule, type LocalTarget } from '../template/resources/events.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../template/site.ts';
import { checkTargets, deliver, type TargetPorts } from './deliver.ts';
import { type BusEvent, busEventSchema } from './event.ts';
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

/** A delivery as the outbox keeps it. */
const delivery = z.object({ rule: z.string(), target: z.string(), event: busEventSchema });

interface Delivery {
  readonly rule: LocalRule;
  readonly target: LocalTarget;
  readonly event: BusEvent;
}

/** The default bus and the template's own, with their rules; throws on rules it does not understand. */
export function createEventBuses(options: EventBusesOptions): EventBuses {
  const { busNames, rules, targets, onFailure, outbox = NO_OUTBOX } = options;
  const buses = new Set(['default', ...busNames]);
  const listeners = new Set<(event: BusEvent, busName: string) => void>();
  const stopping = new AbortController();
  const stops: (() => void)[] = [];
  const patterns = rules
    .filter((rule) => rule.pattern)
    .map((rule) => ({ rule, matches: compileRule(rule, buses) }));

  const left = outbox.left('delivery');
  const carryOut = ({ rule, target, event }: Delivery, kept: Kept) => {
    deliver(event, rule, target, targets, stopping.signal)
      .catch((error: unknown) => {
        // What is called off by the stop is left for the next start.
        if (stopping.signal.aborted) throw error;
        onFailure(error);
      })
      .then(kept.done, () => {});
  };
  const deliverTo = (matching: readonly LocalRule[], event: BusEvent) => {
    const deliveries = matching.flatMap((rule) => rule.targets.map((target) => ({ rule, target, event })));
    const all = outbox.keep('delivery', deliveries.map(described));
    for (const [at, kept] of all.entries()) if (deliveries[at]) carryOut(deliveries[at], kept);
  };
  const fire = (rule: LocalRule) => {
    try {
      deliverTo([rule], scheduledEvent(rule));
    } catch (error) {
      onFailure(error);
    }
  };
  const forward = (busName: string, event: BusEvent) => {
    const matching = patterns.filter(({ rule, matches }) => rule.busName === busName && matches(event));
    deliverTo(
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
      for (const { kept, body } of left.splice(0)) {
        const found = findDelivery(rules, body);
        if (found) carryOut(found, kept);
        else kept.done();
      }
      for (const rule of rules) {
        if (rule.schedule) stops.push(startSchedule(rule.schedule, () => fire(rule)));
      }
    },
    close: () => {
      stopping.abort();
      for (const stop of stops) stop();
    },
  };
}

const described = ({ rule, target, event }: Delivery) => ({ rule: rule.arn, target: target.Id, event });

/** Undefined when the template has that rule or target no more. */
function findDelivery(rules: readonly LocalRule[], body: unknown): Delivery | undefined {
  const { rule: arn, target: id, event } = delivery.parse(body);
  const rule = rules.find((each) => each.arn === arn);
  const target = rule?.targets.find(({ Id }) => Id === id);
  return rule && target && { rule, target, event };
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
