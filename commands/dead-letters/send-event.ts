import { type EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { busEventSchema } from '../../local/eventbridge/event.ts';
import { targetInput } from '../../local/eventbridge/target-input.ts';
import { targetSchema } from '../../local/template/resources/events.ts';
import type { LostEvent } from './letter-subject.ts';

export interface TargetClients {
  readonly sqs: SQSClient;
  readonly stepFunctions: SFNClient;
  readonly lambda: LambdaClient;
  readonly eventBridge: EventBridgeClient;
}

/** Hands an event that was given up to the one target that did not get it; the others of its rule are left alone. */
export async function sendEvent(clients: TargetClients, lost: LostEvent): Promise<string> {
  const input = await inputOf(clients.eventBridge, lost);
  await deliverTo(clients, lost.targetArn, JSON.stringify(input));
  return `event to ${nameOf(lost.targetArn)}`;
}

/** The last part of an ARN that is a name. */
export const nameOf = (arn: string) =>
  arn
    .replace(/:\$LATEST$/, '')
    .split(':')
    .at(-1) ?? arn;

async function deliverTo(clients: TargetClients, arn: string, input: string): Promise<void> {
  const service = arn.split(':')[2];
  switch (service) {
    case 'lambda':
      await clients.lambda.send(
        new InvokeCommand({ FunctionName: arn, InvocationType: 'Event', Payload: Buffer.from(input) }),
      );
      return;
    case 'states':
      await clients.stepFunctions.send(new StartExecutionCommand({ stateMachineArn: arn, input }));
      return;
    case 'sqs': {
      const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName: nameOf(arn) }));
      await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: input }));
      return;
    }
    default:
      throw new Error(`What was meant for ${arn} cannot be sent again from here.`);
  }
}

/** What the target is to get: of a whole event, what its rule makes of it today. */
async function inputOf(
  eventBridge: EventBridgeClient,
  { targetArn, ruleArn, event }: LostEvent,
): Promise<unknown> {
  const { data: whole } = busEventSchema.safeParse(event);
  if (!ruleArn || !whole) return event;
  const [Rule = '', EventBusName = 'default'] = (ruleArn.split(':rule/')[1] ?? '').split('/').reverse();
  const { Targets = [] } = await eventBridge.send(new ListTargetsByRuleCommand({ Rule, EventBusName }));
  const found = Targets.find(({ Arn }) => Arn === targetArn);
  if (!found) throw new Error(`The rule ${Rule} has no target ${targetArn} any more.`);
  const target = targetSchema.parse(found);
  return targetInput(whole, { name: Rule, arn: ruleArn, busName: EventBusName, targets: [] }, target);
}
