import { type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ENDING_EVENTS } from '../../shared/contracts/events.ts';

export interface UsageCountingProps {
  readonly bus: IEventBus;
  readonly countUsage: IFunction;
}

/** Counts what questions used once they have ended, so that none waits for it. */
export class UsageCounting extends Construct {
  constructor(scope: Construct, id: string, { bus, countUsage }: UsageCountingProps) {
    super(scope, id);
    new Rule(this, 'QuestionEnded', {
      description: 'Questions that have ended, for the ledger of what was used.',
      eventBus: bus,
      eventPattern: { source: ['inquery'], detailType: [...ENDING_EVENTS] },
      targets: [new LambdaFunction(countUsage)],
    });
  }
}
