import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { functionTarget } from './event-letters.ts';

export interface SchedulesProps {
  readonly sweepJobs: IFunction;
}

/** What runs by the clock. A run that fails is made good by the next one. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { sweepJobs }: SchedulesProps) {
    super(scope, id);
    new Rule(this, 'SweepJobs', {
      description: 'Ends what executions have begun that ended unnoticed.',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [functionTarget(sweepJobs)],
    });
  }
}
