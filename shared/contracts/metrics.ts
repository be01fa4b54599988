/** The namespace of all metrics of ours in CloudWatch. */
export const METRICS_NAMESPACE = 'Inquery';

/** Two deployments in one account are told apart by it; every metric has it. */
export const DEPLOYMENT = 'Deployment';

type Unit = 'Count' | 'Milliseconds' | 'Bytes' | 'Bytes/Second' | 'Count/Second' | 'None';

interface MetricFamily {
  /** What its metrics are told apart by, each on its own; few values each, never an id. */
  readonly by: readonly string[];
  readonly metrics: Readonly<Record<string, Unit>>;
}

/** Every metric we print, in families that are measured together; US dollars have no unit of their own. */
export const METRIC_FAMILIES = {
  /** One run of a task of a state machine. */
  state: { by: ['State'], metrics: { StateLatency: 'Milliseconds' } },
  /** One that threw: what the machine retries, mends or ends with. */
  stateError: { by: ['State', 'Error'], metrics: { StateErrors: 'Count' } },
  /** What one run of a task used of a model. */
  model: {
    by: ['Model'],
    metrics: {
      ModelCalls: 'Count',
      TokensIn: 'Count',
      TokensOut: 'Count',
      TokensCached: 'Count',
      CostUsd: 'None',
    },
  },
  /** A question that has ended; latency from when it was asked. */
  question: {
    by: ['Status'],
    metrics: {
      Questions: 'Count',
      QuestionLatency: 'Milliseconds',
      QuestionAttempts: 'Count',
      QuestionCostUsd: 'None',
    },
  },
  /** An export that has ended. */
  export: { by: ['Status'], metrics: { Exports: 'Count' } },
  /** One whose files can be had; latency and speed of its query and its writing. */
  exportFiles: {
    by: [],
    metrics: {
      ExportRows: 'Count',
      ExportBytes: 'Bytes',
      ExportLatency: 'Milliseconds',
      ExportSpeed: 'Bytes/Second',
    },
  },
  /** A batch that has ended. */
  batch: { by: ['Status'], metrics: { Batches: 'Count' } },
  /** One that was answered to its end. */
  batchRows: { by: [], metrics: { BatchRows: 'Count', BatchSpeed: 'Count/Second' } },
  /** One attempt to post an event to a subscriber. */
  delivery: { by: ['Outcome'], metrics: { Deliveries: 'Count' } },
} as const satisfies Readonly<Record<string, MetricFamily>>;

type Families = typeof METRIC_FAMILIES;
export type MetricFamilyName = keyof Families;
export type DimensionOf<Name extends MetricFamilyName> = Families[Name]['by'][number];
export type MetricOf<Name extends MetricFamilyName> = Extract<keyof Families[Name]['metrics'], string>;
