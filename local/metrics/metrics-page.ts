import type { HttpAnswer } from '../api-gateway/gateway-response.ts';
import { type ReadOutput, readEmbeddedLines } from './embedded-lines.ts';
import { EXPOSITION_TYPE, type Gauge, renderExposition } from './exposition.ts';
import { createMetricSums } from './metric-sums.ts';

/** GET /metrics of the local stack: what CloudWatch would make of the functions' output, since the stack started. */
export interface MetricsPage {
  readonly read: ReadOutput;
  answer(gauges: readonly Gauge[]): HttpAnswer;
}

export function createMetricsPage(): MetricsPage {
  const sums = createMetricSums();
  return {
    read: readEmbeddedLines(sums.add),
    answer: (gauges) => ({
      status: 200,
      headers: { 'content-type': EXPOSITION_TYPE },
      body: renderExposition(sums.metrics(), gauges),
    }),
  };
}
