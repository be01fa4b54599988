import { BOUNDS_MS, type Series, type SummedMetric } from './metric-sums.ts';

/** A measurement of now. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** The media type of Prometheus' text exposition format. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const PREFIX = 'inquery_';
const MS_PER_SECOND = 1_000;

/** Sums and gauges as Prometheus reads them: times as histograms in seconds, rates as summaries, the rest as counters. */
export function renderExposition(metrics: Iterable<SummedMetric>, gauges: readonly Gauge[]): string {
  return [...[...metrics].flatMap(metricLines), ...gauges.flatMap(gaugeLines)]
    .map((line) => `${line}\n`)
    .join('');
}

function metricLines({ name, unit, series }: SummedMetric): string[] {
  const base = PREFIX + snakeCase(name);
  const all = [...series.values()];
  if (unit === 'Milliseconds') {
    const seconds = `${base}_seconds`;
    return [...head(seconds, 'histogram', name), ...all.flatMap((one) => histogram(seconds, one))];
  }
  if (unit.endsWith('/Second')) {
    const rate = `${base}_${unit === 'Bytes/Second' ? 'bytes_' : ''}per_second`;
    return [...head(rate, 'summary', name), ...all.flatMap((one) => sumAndCount(rate, one, 1))];
  }
  const total = `${base}_total`;
  return [...head(total, 'counter', name), ...all.map(({ labels, sum }) => sample(total, labels, sum))];
}

const head = (name: string, type: string, metric: string) => [
  `# HELP ${name} The metric ${metric}, see docs/operations.md.`,
  `# TYPE ${name} ${type}`,
];

function histogram(name: string, series: Series): string[] {
  let atMost = 0;
  const buckets = BOUNDS_MS.map((bound, at) => {
    atMost += series.buckets[at] ?? 0;
    return sample(`${name}_bucket`, { ...series.labels, le: String(bound / MS_PER_SECOND) }, atMost);
  });
  const all = sample(`${name}_bucket`, { ...series.labels, le: '+Inf' }, series.count);
  return [...buckets, all, ...sumAndCount(name, series, MS_PER_SECOND)];
}

const sumAndCount = (name: string, { labels, sum, count }: Series, divisor: number) => [
  sample(`${name}_sum`, labels, sum / divisor),
  sample(`${name}_count`, labels, count),
];

function gaugeLines({ name, help, values }: Gauge): string[] {
  const full = PREFIX + name;
  return [
    `# HELP ${full} ${help}`,
    `# TYPE ${full} gauge`,
    ...values.map(({ labels, value }) => sample(full, labels, value)),
  ];
}

function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${snakeCase(label)}="${escaped(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const snakeCase = (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
