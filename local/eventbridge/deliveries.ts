import * as z from 'zod';
import { doneOnceOver } from '../outbox/done-once-over.ts';
import type { Kept, Outbox } from '../outbox/outbox.ts';
import type { LocalRule, LocalTarget } from '../template/resources/events.ts';
import { deliver, type TargetPorts } from './deliver.ts';
import { type BusEvent, busEventSchema } from './event.ts';

export interface DeliveriesOptions {
  readonly rules: readonly LocalRule[];
  readonly targets: TargetPorts;
  /** Told about deliveries that failed for good. */
  readonly onFailure: (error: unknown) => void;
  readonly outbox: Outbox;
}

/** Events on their way to targets, kept until they have arrived. */
export interface Deliveries {
  /** To all targets of these rules; it goes on by itself. Throws, and delivers nothing, when it cannot be kept. */
  begin(rules: readonly LocalRule[], event: BusEvent): void;
  /** Goes on with what earlier processes left; what the template has no target for any more is dropped. */
  resume(): void;
  /** What has not arrived is left for the next start. */
  stop(): void;
}

/** A delivery as the outbox keeps it. */
const delivery = z.object({ rule: z.string(), target: z.string(), event: busEventSchema });

interface Delivery {
  readonly rule: LocalRule;
  readonly target: LocalTarget;
  readonly event: BusEvent;
}

export function createDeliveries({ rules, targets, onFailure, outbox }: DeliveriesOptions): Deliveries {
  const stopping = new AbortController();
  const left = outbox.left('delivery');
  const carryOut = ({ rule, target, event }: Delivery, kept: Kept) => {
    const { signal } = stopping;
    doneOnceOver(deliver(event, rule, target, targets, signal), kept, signal, onFailure);
  };
  return {
    begin: (matching, event) => {
      const deliveries = matching.flatMap((rule) => rule.targets.map((target) => ({ rule, target, event })));
      const all = outbox.keep('delivery', deliveries.map(described));
      for (const [at, kept] of all.entries()) if (deliveries[at]) carryOut(deliveries[at], kept);
    },
    resume: () => {
      for (const { kept, body } of left.splice(0)) {
        const found = findDelivery(rules, body);
        if (found) carryOut(found, kept);
        else kept.done();
      }
    },
    stop: () => stopping.abort(),
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
