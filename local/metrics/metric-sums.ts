import * as z from 'zod';

const Line = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string().default('None') })),
      }),
    ),
  }),
});

/** Upper bounds in milliseconds, from a task of ours to a question that waits for a database. */
export const BOUNDS_MS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000];

/** One metric with one value for each of its dimensions. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  sum: number;
  count: number;
  /** How many values were at most each of BOUNDS_MS, and above the one before. */
  readonly buckets: number[];
}

export interface SummedMetric {
  readonly name: string;
  readonly unit: string;
  readonly series: ReadonlyMap<string, Series>;
}

export interface MetricSums {
  /** Adds a line in the embedded metric format; one that is not is left out. */
  add(line: string): void;
  /** In the order they first came. */
  metrics(): Iterable<SummedMetric>;
}

/**
 * Sums up embedded metrics as CloudWatch would, but that each metric is kept once, by all of its dimensions together.
 */
export function createMetricSums(): MetricSums {
  const metrics = new Map<string, { name: string; unit: string; series: Map<string, Series> }>();
  const addValue = (name: string, unit: string, labels: Series['labels'], value: number) => {
    const metric = metrics.get(name) ?? { name, unit, series: new Map<string, Series>() };
    metrics.set(name, metric);
    const key = JSON.stringify(labels);
    const series = metric.series.get(key) ?? { labels, sum: 0, count: 0, buckets: BOUNDS_MS.map(() => 0) };
    metric.series.set(key, series);
    series.sum += value;
    series.count += 1;
    const at = BOUNDS_MS.findIndex((bound) => value <= bound);
    if (at >= 0) series.buckets[at] = (series.buckets[at] ?? 0) + 1;
  };
  return {
    add: (line) => {
      const parsed = Line.safeParse(parseJson(line));
      if (!parsed.success) return;
      const root: Record<string, unknown> = parsed.data;
      for (const { Dimensions, Metrics } of parsed.data._aws.CloudWatchMetrics) {
        const labels = labelsOf(Dimensions, root);
        for (const { Name, Unit } of Metrics) {
          const value = root[Name];
          if (typeof value === 'number' && Number.isFinite(value)) addValue(Name, Unit, labels, value);
        }
      }
    },
    metrics: () => metrics.values(),
  };
}

function labelsOf(dimensions: readonly (readonly string[])[], root: Record<string, unknown>) {
  const names = [...new Set(dimensions.flat())].sort();
  return Object.fromEntries(names.map((name) => [name, String(root[name] ?? '')]));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
