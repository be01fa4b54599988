import { Duration } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { eventLetters } from './event-letters.ts';

export interface CatalogRefreshesProps {
  readonly machine: IStateMachine;
  readonly data: IBucket;
}

/** What starts the catalogue machine by itself: the clock, and metadata files that come or go. */
export class CatalogRefreshes extends Construct {
  constructor(scope: Construct, id: string, { machine, data }: CatalogRefreshesProps) {
    super(scope, id);
    const deadLetterQueue = eventLetters(this);
    new Rule(this, 'ByTheClock', {
      description: 'Reads again what the databases look like.',
      schedule: Schedule.rate(Duration.hours(6)),
      targets: [
        new SfnStateMachine(machine, {
          input: RuleTargetInput.fromObject({ scope: 'all' }),
          deadLetterQueue,
        }),
      ],
    });
    new Rule(this, 'MetadataFile', {
      description: 'Takes over what a metadata file says as soon as it lies there.',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created', 'Object Deleted'],
        detail: { bucket: { name: [data.bucketName] }, object: { key: [{ prefix: 'metadata/' }] } },
      },
      targets: [
        new SfnStateMachine(machine, {
          input: RuleTargetInput.fromObject({ metadataKey: EventField.fromPath('$.detail.object.key') }),
          deadLetterQueue,
        }),
      ],
    });
  }
}
