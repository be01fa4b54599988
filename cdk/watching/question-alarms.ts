import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSpec } from './alarm.ts';
import { ownMetric } from './own-metric.ts';

export interface QuestionLimits {
  readonly modelUsdPerDay: number;
  readonly failedPercent: number;
}

/** Fewer failures say nothing of a rate, however few questions there were. */
const FEWEST_FAILED = 3;
const THROTTLED_CALLS = 20;

/** What the metrics of questions say of the whole. */
export function questionAlarms(name: string, limits: QuestionLimits): AlarmSpec[] {
  const failed = ownMetric(name, 'question', 'Questions', { Status: 'FAILED' });
  const all = ownMetric(name, 'question', 'Questions');
  return [
    {
      kind: 'failed-questions',
      meaning: `${limits.failedPercent}% or more of the questions end as FAILED.`,
      metric: new MathExpression({
        expression: `IF(FILL(failed, 0) >= ${FEWEST_FAILED}, 100 * FILL(failed, 0) / all, 0)`,
        usingMetrics: { failed, all },
        label: '% failed',
        period: Duration.minutes(15),
      }),
      threshold: limits.failedPercent,
    },
    {
      kind: 'model-cost',
      meaning: `Models have cost ${limits.modelUsdPerDay} US dollars or more in a day.`,
      metric: ownMetric(name, 'model', 'CostUsd').with({ period: Duration.days(1) }),
      threshold: limits.modelUsdPerDay,
    },
    {
      kind: 'model-throttled',
      meaning: 'Models refuse calls, because there are too many of them.',
      metric: ownMetric(name, 'stateError', 'StateErrors', { Error: 'ModelThrottled' }),
      threshold: THROTTLED_CALLS,
      within: [2, 3],
    },
  ];
}
