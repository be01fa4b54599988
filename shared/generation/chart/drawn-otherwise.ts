import type { Chart } from '../../contracts/job.ts';
import { askedChart, type ChartKind } from './asked-chart.ts';

/** How Vega-Lite calls each kind, and how people do. */
const KINDS: Readonly<Record<ChartKind, { readonly mark: string; readonly words: string }>> = {
  bar: { mark: 'bar', words: 'a bar chart' },
  line: { mark: 'line', words: 'a line chart' },
  area: { mark: 'area', words: 'an area chart' },
  scatter: { mark: 'point', words: 'a scatter plot' },
  pie: { mark: 'arc', words: 'a pie chart' },
  value: { mark: 'text', words: 'a single value' },
};

/** What to say when a question names a kind of chart that its rows cannot be drawn as; undefined otherwise. */
export function drawnOtherwise(question: string, chart: Chart | null): string | undefined {
  const asked = askedChart(question);
  if (!asked || !chart) return undefined;
  const drawn = Object.values(KINDS).find(({ mark }) => mark === markOf(chart));
  if (!drawn || drawn === KINDS[asked]) return undefined;
  return `These rows cannot be drawn as ${KINDS[asked].words}; ${drawn.words} shows them instead.`;
}

function markOf({ mark }: Chart): unknown {
  return typeof mark === 'object' && mark !== null && 'type' in mark ? mark.type : mark;
}
