import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IMetric, type IWidget, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricOf } from '../../shared/contracts/metrics.ts';
import { ownMetric, ownMetricBy } from './own-metric.ts';
import type { Watched } from './watched.ts';

const WIDTH = 8;
const sum = { statistic: 'Sum', period: Duration.minutes(5) };
const most = { statistic: 'Maximum', period: Duration.minutes(5) };

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: WIDTH, liveData: true });

/** What questions come to: rows of three panels. */
export function questionPanels(name: string): IWidget[][] {
  const latency = (statistic: string) =>
    ownMetric(name, 'question', 'QuestionLatency').with({ statistic, label: statistic });
  return [
    [
      graph('Questions by end', [ownMetricBy(name, 'question', 'Status', 'Questions', 'Sum')]),
      graph('From question to end (ms)', ['p50', 'p95', 'p99'].map(latency)),
      graph(
        'A question: attempts, US dollars',
        [ownMetric(name, 'question', 'QuestionAttempts').with({ statistic: 'Average' })],
        [ownMetric(name, 'question', 'QuestionCostUsd').with({ statistic: 'Average' })],
      ),
    ],
    [
      graph('States (p95, ms)', [ownMetricBy(name, 'state', 'State', 'StateLatency', 'p95')]),
      graph('Errors of states', [ownMetricBy(name, 'stateError', 'Error', 'StateErrors', 'Sum')]),
      graph('Errors by state', [ownMetricBy(name, 'stateError', 'State', 'StateErrors', 'Sum')]),
    ],
  ];
}

/** What models take. */
export function modelPanels(name: string): IWidget[][] {
  const tokens = (['TokensIn', 'TokensOut', 'TokensCached'] as const).map((metric) =>
    ownMetric(name, 'model', metric),
  );
  const day = Duration.days(1);
  return [
    [
      new SingleValueWidget({
        title: 'US dollars in a day',
        metrics: [ownMetric(name, 'model', 'CostUsd').with({ period: day })],
        width: WIDTH,
        height: 6,
      }),
      graph('US dollars by model', [ownMetricBy(name, 'model', 'Model', 'CostUsd', 'Sum')]),
      graph('Tokens', tokens, [ownMetric(name, 'model', 'ModelCalls')]),
    ],
  ];
}

/** Exports, batches and deliveries, and the queues they wait in. */
export function workPanels({ name, queues, deadLetters }: Watched): IWidget[][] {
  const ages = [...queues].map(([label, queue]) =>
    queue.metricApproximateAgeOfOldestMessage({ ...most, label }),
  );
  const depths = [...queues, ...deadLetters].map(([label, queue]) =>
    queue.metricApproximateNumberOfMessagesVisible({ ...most, label }),
  );
  const exported = (metric: MetricOf<'exportFiles'>) => ownMetric(name, 'exportFiles', metric);
  const speed = exported('ExportSpeed').with({ statistic: 'Average' });
  const latency = exported('ExportLatency').with({ statistic: 'p95' });
  const batchSpeed = ownMetric(name, 'batchRows', 'BatchSpeed').with({ statistic: 'Average' });
  return [
    [
      graph('Oldest message (s)', ages),
      graph('Messages waiting', depths),
      graph('Deliveries to subscribers', [ownMetricBy(name, 'delivery', 'Outcome', 'Deliveries', 'Sum')]),
    ],
    [
      graph('Exports by end', [ownMetricBy(name, 'export', 'Status', 'Exports', 'Sum')]),
      graph('Exports: bytes, rows', [exported('ExportBytes')], [exported('ExportRows')]),
      graph('Exports: bytes a second, p95 (ms)', [speed], [latency]),
    ],
    [
      graph('Batches by end', [ownMetricBy(name, 'batch', 'Status', 'Batches', 'Sum')]),
      graph('Batches: questions a second, rows', [batchSpeed], [ownMetric(name, 'batchRows', 'BatchRows')]),
    ],
  ];
}

/** The services underneath. */
export function servicePanels({ api, httpFunctions, machines, jobs }: Watched): IWidget[][] {
  const http = [...httpFunctions];
  const started = [...machines].map(([label, machine]) => machine.metricStarted({ ...sum, label }));
  const broken = [...machines].flatMap(([label, machine]) => [
    machine.metricFailed({ ...sum, label: `${label} failed` }),
    machine.metricTimedOut({ ...sum, label: `${label} timed out` }),
    machine.metricThrottled({ ...sum, label: `${label} held back` }),
  ]);
  return [
    [
      graph('API calls', [api.metricCount(sum)], [api.metricClientError(sum), api.metricServerError(sum)]),
      graph('API latency (ms)', [
        api.metricLatency({ statistic: 'p50' }),
        api.metricLatency({ statistic: 'p99' }),
      ]),
      graph(
        'Functions of the API',
        http.map(([label, each]) => each.metricErrors({ ...sum, label: `${label} errors` })),
        http.map(([label, each]) => each.metricThrottles({ ...sum, label: `${label} throttled` })),
      ),
    ],
    [
      graph('Executions started', started),
      graph('Executions broken or held back', broken),
      graph(
        'Job table: refused, read, written',
        ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => jobs.metric(metric, sum)),
        [jobs.metricConsumedReadCapacityUnits(sum), jobs.metricConsumedWriteCapacityUnits(sum)],
      ),
    ],
  ];
}
