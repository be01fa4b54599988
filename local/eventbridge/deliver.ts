import { createHash } from 'node:crypto';
import { type DeadLetter, deliverOrLetter, letterExtras, type SendToQueue } from '../deliver-or-letter.ts';
import type { LocalRule, LocalTarget } from '../template/resources/events.ts';
import { localArn } from '../template/site.ts';
import type { BusEvent } from './event.ts';
import { targetInput } from './target-input.ts';

/** Where a rule's targets are reached; each resolves once its service has accepted the input. */
export interface TargetPorts {
  invokeLambda(functionArn: string, input: unknown): Promise<void>;
  readonly sendToQueue: SendToQueue;
  /** The name is the delivery's own: one that comes twice starts nothing new. */
  startExecution(stateMachineArn: string, input: unknown, name: string): Promise<void>;
  putOnBus(busArn: string, event: BusEvent): Promise<void>;
}

/** AWS tries for up to 24 hours; a local stack gives up sooner. */
const MAX_RETRIES = 6;
const FIRST_DELAY_MS = 200;

/** Delivers an event to one target, again after failures, and to its dead-letter queue in the end. */
export function deliver(
  event: BusEvent,
  rule: LocalRule,
  target: LocalTarget,
  ports: TargetPorts,
  signal: AbortSignal,
): Promise<void> {
  return deliverOrLetter({
    retries: Math.min(target.RetryPolicy?.MaximumRetryAttempts ?? MAX_RETRIES, MAX_RETRIES),
    firstDelayMs: FIRST_DELAY_MS,
    send: () => send(event, rule, target, ports),
    letter: (cause) => deadLetter(event, rule, target, cause),
    sendToQueue: ports.sendToQueue,
    signal,
  });
}

function send(event: BusEvent, rule: LocalRule, target: LocalTarget, ports: TargetPorts): Promise<void> {
  const input = targetInput(event, rule, target);
  const service = target.Arn.split(':')[2];
  switch (service) {
    case 'lambda':
      return ports.invokeLambda(target.Arn, input);
    case 'sqs': {
      const body = typeof input === 'string' ? input : JSON.stringify(input);
      return ports.sendToQueue(target.Arn, body, target.SqsParameters);
    }
    case 'states':
      return ports.startExecution(target.Arn, input, deliveryName(event, rule, target));
    default:
      return ports.putOnBus(target.Arn, event);
  }
}

function deliveryName({ id }: BusEvent, { arn }: LocalRule, { Id }: LocalTarget): string {
  return `${id}_${createHash('sha256').update(`${arn} ${Id}`).digest('hex').slice(0, 32)}`;
}

/** With the attributes that EventBridge gives it, as far as they are read here. */
function deadLetter(
  event: BusEvent,
  { busName, name }: LocalRule,
  { Arn, DeadLetterConfig }: LocalTarget,
  cause: unknown,
): DeadLetter {
  if (!DeadLetterConfig) throw new Error(`Event ${event.id} never reached ${Arn}`, { cause });
  const path = busName === 'default' ? name : `${busName}/${name}`;
  const texts = { RULE_ARN: localArn('events', `rule/${path}`), TARGET_ARN: Arn };
  return {
    queueArn: DeadLetterConfig.Arn,
    body: JSON.stringify(event),
    extras: letterExtras(texts, cause),
  };
}

/** Refuses a rule with a target that the local bus can't deliver to. */
export function checkTargets(rule: LocalRule): void {
  for (const { Arn } of rule.targets) {
    if (!/^arn:aws:(lambda|sqs|states|events):/.test(Arn)) {
      throw new Error(`Rule ${rule.name}: the local bus does not deliver to ${Arn}`);
    }
  }
}
