import type { Catalog, Metric } from '../contracts/catalog.ts';
import { estimateTokens } from '../model/model-use.ts';
import { stem } from './words.ts';

const MOST_METRICS = 5;

/**
 * The metrics that a question names, by name or synonym, plural endings and letter case aside. A name that stands in
 * a longer one that is found ("revenue" in "net revenue") is not meant.
 */
export function chooseMetrics({ metrics = [] }: Pick<Catalog, 'metrics'>, question: string): Metric[] {
  const asked = phrase(question);
  const found = metrics
    .filter(({ problem }) => problem === undefined)
    .flatMap((metric) => {
      const names = [metric.name, ...metric.synonyms].map(phrase).filter((name) => name.trim() !== '');
      const named = names.filter((name) => asked.includes(name)).sort((a, b) => b.length - a.length);
      return named[0] === undefined ? [] : [{ metric, name: named[0] }];
    })
    .sort((a, b) => b.name.length - a.name.length);
  let rest = asked;
  const chosen: Metric[] = [];
  for (const { metric, name } of found) {
    if (!rest.includes(name)) continue;
    chosen.push(metric);
    if (!found.some((other) => other.metric !== metric && other.name === name))
      rest = rest.replaceAll(name, ' | ');
  }
  return chosen.slice(0, MOST_METRICS);
}

/** Taken from the schema's budget, so that a prompt grows by nothing. */
export const MOST_METRIC_TOKENS = 240;

/**
 * A line for each metric: `name: what it is (also other names) = expression over tables`, as many as there is room
 * for; without what it is where that takes too much.
 */
export function renderMetrics(metrics: readonly Metric[], budget: number = MOST_METRIC_TOKENS): string {
  let text = '';
  for (const metric of metrics) {
    const lines = [metric, { ...metric, definition: '', synonyms: [] }].map(metricLine);
    const longer = lines.map((line) => (text === '' ? line : `${text}\n${line}`));
    text = longer.find((one) => estimateTokens(one) <= budget) ?? text;
  }
  return text;
}

function metricLine({ name, definition, synonyms, sql, tables }: Metric): string {
  const also = synonyms.length > 0 ? `(also ${synonyms.map(plain).join(', ')})` : '';
  const told = [`${plain(name)}:`, plain(definition), also].filter(Boolean).join(' ');
  return `${told} = ${oneLine(sql)} over ${tables.join(', ')}`;
}

const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** The colon, the equals sign and the brackets are the line's own. */
const plain = (text: string) =>
  oneLine(text)
    .replace(/\s*[:=()]+\s*/g, ' ')
    .trim();

/** Words by their stems between single spaces, so that only whole words are found in it. */
function phrase(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return ` ${words.map(stem).join(' ')} `;
}
