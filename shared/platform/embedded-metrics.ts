import {
  DEPLOYMENT,
  type DimensionOf,
  METRIC_FAMILIES,
  METRICS_NAMESPACE,
  type MetricFamilyName,
  type MetricOf,
} from '../contracts/metrics.ts';
import type { LogFields } from './log-fields.ts';

/** Values of one family of metrics, to become fields of a log line. */
export interface Measured {
  readonly family: MetricFamilyName;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** What was measured of one family: the value of each dimension and of each metric, all of them. */
export function measured<Name extends MetricFamilyName>(
  family: Name,
  dimensions: Readonly<Record<DimensionOf<Name>, string>>,
  values: Readonly<Record<MetricOf<Name>, number>>,
): Measured {
  return { family, fields: { ...dimensions, ...values } };
}

/**
 * Fields that make a log line carry metrics: CloudWatch's embedded metric format, which it reads from the log, so that
 * measuring takes no call. Each metric counts for the deployment and for each of its dimensions. In one line a
 * dimension has one value, whichever families have it.
 */
export function metricFields(measures: readonly Measured[], now = Date.now()): LogFields {
  if (measures.length === 0) return {};
  const fields: Record<string, unknown> = {
    _aws: { Timestamp: now, CloudWatchMetrics: measures.map(({ family }) => DIRECTIVES[family]) },
    [DEPLOYMENT]: deployment,
  };
  for (const each of measures) Object.assign(fields, each.fields);
  return fields;
}

/** Of the template; set while modules load only, on one machine. */
const deployment = process.env.DEPLOYMENT ?? 'inquery';

/** Made once: a line is printed for every run of every task. */
const DIRECTIVES: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(METRIC_FAMILIES).map(([family, { by, metrics }]) => [
    family,
    {
      Namespace: METRICS_NAMESPACE,
      Dimensions: [[DEPLOYMENT], ...by.map((name) => [DEPLOYMENT, name])],
      Metrics: Object.entries(metrics).map(([Name, Unit]) => ({ Name, Unit })),
    },
  ]),
);
