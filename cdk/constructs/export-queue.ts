import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface ExportQueueProps {
  /** Of the worker. A message is hidden as long; the worker itself makes that shorter, and longer as it goes on. */
  readonly workerSeconds: number;
  readonly failSeconds: number;
}

/** Exports that run at the same time: each takes a connection to a database. */
const CONCURRENCY = 4;
const ATTEMPTS = 4;
const KEPT = Duration.days(14);

/**
 * The queue of the exports. A message that has been tried often enough goes to the dead-letter queue, whose consumer
 * ends the export; what stays of it is a letter, for a person to look at and to redrive.
 */
export class ExportQueue extends Construct {
  readonly queue: Queue;
  readonly letters: Queue;
  private readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { workerSeconds, failSeconds }: ExportQueueProps) {
    super(scope, id);
    const defaults = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: KEPT };
    this.letters = new Queue(this, 'Letters', defaults);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...defaults,
      visibilityTimeout: Duration.seconds(failSeconds * 6),
      deadLetterQueue: { queue: this.letters, maxReceiveCount: 5 },
    });
    this.queue = new Queue(this, 'Queue', {
      ...defaults,
      visibilityTimeout: Duration.seconds(workerSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
  }

  /** Who works on exports, and who ends those that cannot be worked on. */
  feed(worker: IFunction, fail: IFunction): void {
    worker.addEventSource(new SqsEventSource(this.queue, { batchSize: 1, maxConcurrency: CONCURRENCY }));
    fail.addEventSource(new SqsEventSource(this.deadLetters, { batchSize: 1 }));
  }
}
