import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** One alarm, raised when its metric reaches the threshold. */
export interface AlarmSpec {
  /** The heading under "Alarms" of docs/operations.md that says what to do, and the alarm's name. */
  readonly kind: string;
  /** Which of several of this kind. */
  readonly of?: string;
  /** For a person who has been woken: what it means, in a sentence. */
  readonly meaning: string;
  /** With period and statistic. */
  readonly metric: IMetric;
  readonly threshold: number;
  /** How many of the last so many periods; one of one when left out. */
  readonly within?: readonly [number, number];
}
