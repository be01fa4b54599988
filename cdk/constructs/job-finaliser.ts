import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { eventLetters } from './event-letters.ts';
import { WorkQueue } from './work-queue.ts';

export interface JobFinaliserProps {
  readonly machines: readonly IStateMachine[];
  readonly finalise: IFunction;
  readonly finaliseTimeoutSeconds: number;
}

/** Ends what executions have begun that failed, timed out or were aborted, which pass no Catch of the machine. */
export class JobFinaliser extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: JobFinaliserProps) {
    super(scope, id);
    const { queue, deadLetters } = new WorkQueue(this, 'Ended', {
      consumerTimeoutSeconds: props.finaliseTimeoutSeconds,
      maxReceiveCount: 5,
    });
    this.deadLetters = deadLetters;
    new Rule(this, 'ExecutionEnded', {
      description: 'Executions that ended without ending what they began, for the finaliser.',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: props.machines.map(({ stateMachineArn }) => stateMachineArn),
        },
      },
      targets: [new SqsQueue(queue, { deadLetterQueue: eventLetters(this) })],
    });
    props.finalise.addEventSource(
      new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }),
    );
  }
}
