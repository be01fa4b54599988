import { describe, expect, it } from '@jest/globals';
import { createMetricsPage } from '../../../../local/metrics/metrics-page.ts';
import { type Measured, measured, metricFields } from '../../../../shared/platform/embedded-metrics.ts';
import { newLogger } from '../../../../shared/platform/logger.ts';
import { parseExposition } from '../../../support/exposition.ts';

const STDOUT = {};

/** The bytes a function prints for what it measured. */
function printed(...measures: Measured[][]): Buffer {
  const lines: string[] = [];
  const logger = newLogger({ jobId: 'j' }, 'info', (line) => lines.push(line));
  for (const each of measures) logger.info('step', metricFields(each));
  return Buffer.from(lines.join(''));
}

const pageOf = (
  chunks: readonly (readonly [Buffer, object])[],
  gauges: Parameters<Page['answer']>[0] = [],
) => {
  const page = createMetricsPage();
  for (const [chunk, stream] of chunks) page.read(chunk, stream);
  return parseExposition(String(page.answer(gauges).body));
};
type Page = ReturnType<typeof createMetricsPage>;

const state = (name: string, ms: number) => measured('state', { State: name }, { StateLatency: ms });
const failure = measured('stateError', { State: 'Check', Error: 'UnknownColumn' }, { StateErrors: 1 });

describe('The metrics page', () => {
  it('counts what functions printed once for all dimensions together', () => {
    const families = pageOf([[printed([state('Check', 4), failure], [state('Check', 6), failure]), STDOUT]]);

    expect(families.get('inquery_state_errors_total')).toEqual({
      type: 'counter',
      samples: [
        {
          name: 'inquery_state_errors_total',
          labels: { deployment: 'inquery', error: 'UnknownColumn', state: 'Check' },
          value: 2,
        },
      ],
    });
  });

  it('tells times as histograms in seconds', () => {
    const ofCheck = [4, 6, 700, 400_000].map((ms) => [state('Check', ms)]);

    const { type, samples = [] } =
      pageOf([[printed(...ofCheck), STDOUT]]).get('inquery_state_latency_seconds') ?? {};

    const bucket = (le: string) => samples.find(({ labels }) => labels.le === le)?.value;
    expect(type).toBe('histogram');
    expect([bucket('0.005'), bucket('0.01'), bucket('1'), bucket('300'), bucket('+Inf')]).toEqual([
      1, 2, 3, 3, 4,
    ]);
    expect(samples.find(({ name }) => name.endsWith('_sum'))?.value).toBeCloseTo(400.71);
  });

  it('tells rates as summaries, and money and bytes as counters', () => {
    const values = { ExportRows: 10, ExportBytes: 2_000, ExportLatency: 500, ExportSpeed: 4_000 };
    const cost = { ModelCalls: 1, TokensIn: 9, TokensOut: 1, TokensCached: 0, CostUsd: 0.25 };

    const families = pageOf([
      [printed([measured('exportFiles', {}, values)], [measured('model', { Model: 'm' }, cost)]), STDOUT],
    ]);

    expect(families.get('inquery_export_speed_bytes_per_second')).toMatchObject({
      type: 'summary',
      samples: [{ value: 4_000 }, { value: 1 }],
    });
    expect(families.get('inquery_export_bytes_total')?.samples[0]?.value).toBe(2_000);
    expect(families.get('inquery_cost_usd_total')?.samples).toMatchObject([
      { labels: { model: 'm' }, value: 0.25 },
    ]);
  });

  it('finds lines wherever chunks cut them, also while another stream goes on', () => {
    const whole = printed([failure]);
    const cut = Math.floor(whole.length / 2);
    const stderr = {};

    const families = pageOf([
      [whole.subarray(0, cut), STDOUT],
      [Buffer.from('a warning of "_aws"\n{"_aws": {}}\n{"_aws": 1}\nhalf a li'), stderr],
      [whole.subarray(cut), STDOUT],
      [Buffer.from('ne\n'), stderr],
    ]);

    expect([...families.keys()]).toEqual(['inquery_state_errors_total']);
  });

  it('keeps to the format whatever a label says', () => {
    const odd = 'a "quoted"\\ model\nof two lines';
    const cost = { ModelCalls: 1, TokensIn: 0, TokensOut: 0, TokensCached: 0, CostUsd: 0 };

    const families = pageOf([[printed([measured('model', { Model: odd }, cost)]), STDOUT]]);

    expect(families.get('inquery_model_calls_total')?.samples[0]?.labels.model).toBe(odd);
  });

  it('adds what queues and machines hold now', () => {
    const gauge = {
      name: 'executions_running',
      help: 'Running.',
      values: [{ labels: { machine: 'q' }, value: 3 }],
    };

    expect(pageOf([], [gauge]).get('inquery_executions_running')).toEqual({
      type: 'gauge',
      samples: [{ name: 'inquery_executions_running', labels: { machine: 'q' }, value: 3 }],
    });
  });
});
