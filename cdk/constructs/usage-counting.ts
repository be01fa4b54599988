import { type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { BATCH_EVENTS, ENDING_EVENTS, EXPORT_EVENTS } from '../../shared/contracts/events.ts';
import { functionTarget } from './event-letters.ts';

export interface UsageCountingProps {
  readonly bus: IEventBus;
  readonly countUsage: IFunction;
}

/** Counts jobs, and what questions used, once they have ended, so that none waits for it. */
export class UsageCounting extends Construct {
  constructor(scope: Construct, id: string, { bus, countUsage }: UsageCountingProps) {
    super(scope, id);
    const ended = [...ENDING_EVENTS, ...Object.values(EXPORT_EVENTS), ...Object.values(BATCH_EVENTS)];
    new Rule(this, 'JobEnded', {
      description: 'Jobs that have ended, for the metrics and the ledger of what was used.',
      eventBus: bus,
      eventPattern: { source: ['inquery'], detailType: ended },
      targets: [functionTarget(countUsage)],
    });
  }
}
