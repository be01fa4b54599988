import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalRule, LocalTarget } from '../template/resources/events.ts';
import { localArn } from '../template/site.ts';
import { untilThereIsRoom } from '../until-there-is-room.ts';
import type { BusEvent } from './event.ts';
import { targetInput } from './target-input.ts';

interface QueueExtras {
  readonly MessageGroupId?: string | undefined;
  readonly MessageAttributes?: Record<string, { readonly DataType: 'String'; readonly StringValue: string }>;
}

/** Where a rule's targets are reached; each resolves once its service has accepted the input. */
export interface TargetPorts {
  invokeLambda(functionArn: string, input: unknown): Promise<void>;
  sendToQueue(queueArn: string, body: string, extras?: QueueExtras): Promise<void>;
  /** The name is the delivery's own: one that comes twice starts nothing new. */
  startExecution(stateMachineArn: string, input: unknown, name: string): Promise<void>;
  putOnBus(busArn: string, event: BusEvent): Promise<void>;
}

/** AWS tries for up to 24 hours; a local stack gives up sooner. */
const MAX_RETRIES = 6;
const FIRST_DELAY_MS = 200;

/** Delivers an event to one target, again after failures, and to its dead-letter queue in the end. */
export async function deliver(
  event: BusEvent,
  rule: LocalRule,
  target: LocalTarget,
  ports: TargetPorts,
  signal: AbortSignal,
): Promise<void> {
  const retries = Math.min(target.RetryPolicy?.MaximumRetryAttempts ?? MAX_RETRIES, MAX_RETRIES);
  for (let attempt = 0; ; attempt++) {
    try {
      return await untilThereIsRoom(() => send(event, rule, target, ports), signal);
    } catch (error) {
      if (attempt >= retries)
        return untilThereIsRoom(() => giveUp(event, rule, target, ports, error), signal);
      await delay(FIRST_DELAY_MS * 2 ** attempt, undefined, { signal, ref: false });
    }
  }
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

async function giveUp(
  event: BusEvent,
  rule: LocalRule,
  target: LocalTarget,
  ports: TargetPorts,
  cause: unknown,
): Promise<void> {
  const { Arn, DeadLetterConfig } = target;
  if (DeadLetterConfig)
    return ports.sendToQueue(DeadLetterConfig.Arn, JSON.stringify(event), letterExtras(rule, Arn, cause));
  throw new Error(`Event ${event.id} never reached ${target.Arn}`, { cause });
}

/** What EventBridge says of a dead letter in its attributes, as far as it is read here. */
function letterExtras({ busName, name }: LocalRule, targetArn: string, cause: unknown): QueueExtras {
  const text = (StringValue: string) => ({ DataType: 'String' as const, StringValue });
  const path = busName === 'default' ? name : `${busName}/${name}`;
  return {
    MessageAttributes: {
      RULE_ARN: text(localArn('events', `rule/${path}`)),
      TARGET_ARN: text(targetArn),
      ERROR_MESSAGE: text(cause instanceof Error ? cause.message : String(cause)),
    },
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
