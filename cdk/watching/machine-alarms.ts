import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSpec } from './alarm.ts';
import { sumsOf } from './sum-metric.ts';
import type { Watched } from './watched.ts';

const sum = { statistic: 'Sum', period: Duration.minutes(5) };

/** Executions that broke off (a question that fails ends its execution normally), and those that are held back. */
export function machineAlarms({ machines }: Pick<Watched, 'machines'>): AlarmSpec[] {
  const broken = [...machines].map(([of, machine]) => ({
    kind: 'broken-executions',
    of,
    meaning: 'An execution of this machine failed or timed out.',
    metric: new MathExpression({
      expression: 'FILL(failed, 0) + FILL(timedOut, 0)',
      usingMetrics: { failed: machine.metricFailed(sum), timedOut: machine.metricTimedOut(sum) },
      label: 'failed or timed out',
      period: sum.period,
    }),
    threshold: 1,
  }));
  const throttled = sumsOf(
    [...machines.values()].map((machine) => machine.metricThrottled(sum)),
    'held back',
  ).map((metric, at) => ({
    kind: 'throttled-executions',
    ...(at > 0 && { of: String(at + 1) }),
    meaning: 'Step Functions holds back states, because there are too many at once.',
    metric,
    threshold: 1,
    within: [2, 3] as const,
  }));
  return [...broken, ...throttled];
}
