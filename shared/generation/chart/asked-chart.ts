export type ChartKind = 'bar' | 'line' | 'area' | 'scatter' | 'pie' | 'value';

/** What people call each kind; the first that stands in the question counts. */
const WORDS: readonly (readonly [ChartKind, RegExp])[] = [
  ['pie', /\b(pie|donut|doughnut)\b/i],
  ['scatter', /\b(scatter ?(plot)?|correlat\w*)\b/i],
  ['area', /\b(area|stacked)\b.*\b(chart|graph|plot)\b/i],
  ['line', /\b(line (chart|graph|plot)|trend ?line)\b/i],
  ['bar', /\b(bar|column) (chart|graph|plot)|\bbars\b|\bhistogram\b/i],
  ['value', /\b(big number|single value|kpi)\b/i],
];

/** The kind of chart a question asks for by its name. */
export function askedChart(question: string): ChartKind | undefined {
  return WORDS.find(([, words]) => words.test(question))?.[0];
}
