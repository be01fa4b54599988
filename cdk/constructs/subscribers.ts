import { type EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '../../shared/contracts/events.ts';
import { acknowledge } from './acknowledge.ts';
import { eventLetters } from './event-letters.ts';
import { WorkQueue } from './work-queue.ts';

export interface SubscribersProps {
  readonly bus: EventBus;
  /** Timeouts of the two functions. */
  readonly notifySeconds: number;
  readonly deliverSeconds: number;
  readonly hasTopic: boolean;
}

/** Receivers that are posted to at the same time: one that is slow holds up no more than its part of them. */
const CONCURRENCY = 10;

/**
 * Everyone who wants to know: all our events → a queue → who subscribed → a queue of deliveries → their addresses. No
 * subscription has a resource of its own; all secrets of signatures are sealed with the one key made here.
 */
export class Subscribers extends Construct {
  readonly deliveries: WorkQueue;
  readonly key: Secret;
  private readonly events: WorkQueue;

  constructor(scope: Construct, id: string, props: SubscribersProps) {
    super(scope, id);
    this.events = new WorkQueue(this, 'Events', {
      consumerTimeoutSeconds: props.notifySeconds,
      maxReceiveCount: 5,
    });
    this.deliveries = new WorkQueue(this, 'Deliveries', {
      consumerTimeoutSeconds: props.deliverSeconds,
      maxReceiveCount: 5,
    });
    this.key = this.createKey();
    const eventPattern = { source: [EVENT_SOURCE] };
    new Rule(this, 'EveryEvent', {
      description: 'All events of ours, for those who subscribed over HTTP.',
      eventBus: props.bus,
      eventPattern,
      targets: [new SqsQueue(this.events.queue, { deadLetterQueue: eventLetters(this) })],
    });
    if (props.hasTopic) this.addTopic(props.bus);
  }

  /** Who looks for subscribers, and who posts to them. */
  feed(notify: IFunction, deliver: IFunction): void {
    notify.addEventSource(
      new SqsEventSource(this.events.queue, { batchSize: 10, reportBatchItemFailures: true }),
    );
    deliver.addEventSource(
      new SqsEventSource(this.deliveries.queue, { batchSize: 1, maxConcurrency: CONCURRENCY }),
    );
  }

  private createKey(): Secret {
    const key = new Secret(this, 'Key', {
      description: 'Seals the secrets that webhooks are signed with.',
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'key',
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
    acknowledge(key, {
      'AwsSolutions-SMG4': 'A new key would open none of the secrets that were sealed with this one.',
    });
    return key;
  }

  /**
   * One topic for mail and chat. What is published is a custom notification as Amazon Q Developer takes it into a chat
   * channel; subscribers choose by a filter policy over the body (its metadata.additionalContext).
   */
  private addTopic(bus: EventBus): void {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    const type = EventField.detailType;
    const about = EventField.fromPath('$.detail.links.self');
    new Rule(this, 'EveryEventToTopic', {
      description: 'All events of ours, for mail and chat.',
      eventBus: bus,
      eventPattern: { source: [EVENT_SOURCE] },
      targets: [
        new SnsTopic(topic, {
          deadLetterQueue: eventLetters(this),
          message: RuleTargetInput.fromObject({
            version: '1.0',
            source: 'custom',
            id: EventField.fromPath('$.detail.eventId'),
            content: { textType: 'client-markdown', title: type, description: `${type}: ${about}` },
            metadata: {
              summary: type,
              eventType: type,
              additionalContext: {
                eventType: type,
                status: EventField.fromPath('$.detail.status'),
                principalId: EventField.fromPath('$.detail.principalId'),
                source: EventField.fromPath('$.detail.source'),
              },
            },
          }),
        }),
      ],
    });
  }
}
