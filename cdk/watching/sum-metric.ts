import { type IMetric, MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** CloudWatch takes no more metrics in one alarm. */
const MOST = 10;

/** Sums of metrics, as few as an alarm's limit allows; each with the period of its metrics. */
export function sumsOf(metrics: readonly Metric[], label: string): IMetric[] {
  const [first] = metrics;
  if (!first) return [];
  const usingMetrics = Object.fromEntries(metrics.slice(0, MOST).map((metric, at) => [`m${at}`, metric]));
  const sum = new MathExpression({ expression: 'SUM(METRICS())', usingMetrics, label, period: first.period });
  return [sum, ...sumsOf(metrics.slice(MOST), label)];
}
