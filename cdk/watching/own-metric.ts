import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  DEPLOYMENT,
  type DimensionOf,
  METRICS_NAMESPACE,
  type MetricFamilyName,
  type MetricOf,
} from '../../shared/contracts/metrics.ts';

/** The sum of a metric of ours in five minutes, of the whole deployment or of one value of a dimension. */
export function ownMetric<Name extends MetricFamilyName>(
  deployment: string,
  _family: Name,
  metricName: MetricOf<Name>,
  dimension: Partial<Record<DimensionOf<Name>, string>> = {},
): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    // Partial only says which of them may be given: those that are have a value.
    dimensionsMap: { [DEPLOYMENT]: deployment, ...(dimension as Record<string, string>) },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
}

/** A metric of ours, a line for each value of a dimension, whichever there are; for graphs, as alarms take no search. */
export function ownMetricBy<Name extends MetricFamilyName>(
  deployment: string,
  _family: Name,
  dimension: DimensionOf<Name>,
  metricName: MetricOf<Name>,
  statistic: string,
): MathExpression {
  const schema = `{${METRICS_NAMESPACE},${DEPLOYMENT},${dimension}}`;
  return new MathExpression({
    expression: `SEARCH('${schema} MetricName="${metricName}" ${DEPLOYMENT}="${deployment}"', '${statistic}', 300)`,
    label: '',
    usingMetrics: {},
    period: Duration.minutes(5),
  });
}
