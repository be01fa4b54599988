import { type CatalogTable, type Metric, tableId } from '../../contracts/catalog.ts';
import type { KnowledgeProblem } from '../../contracts/knowledge.ts';
import type { GlossaryLayer } from '../apply-glossary.ts';
import { findTable } from '../find-table.ts';
import { metricId } from '../glossary-entry-id.ts';
import { tablesOfExpression } from './metric-tables.ts';
import { isOneExpression } from './one-expression.ts';

/** Why a SELECT of an expression may not run; undefined when it may. */
export type JudgeSelect = (sql: string) => Promise<string | undefined>;

/**
 * The metrics of all places, a later one in the place of an earlier of its name. One whose expression can't be used
 * stays with its problem, so that whoever wrote it sees it; it is never shown to a model.
 */
export async function mergeMetrics(
  layers: readonly GlossaryLayer[],
  tables: readonly CatalogTable[],
  judge: JudgeSelect,
): Promise<{ metrics: Metric[]; problems: KnowledgeProblem[] }> {
  const written = new Map<string, { metric: Metric; file?: string }>();
  for (const { file, entries } of layers) {
    for (const { kind, ...entry } of entries.flatMap((each) => (each.kind === 'metric' ? [each] : []))) {
      written.set(metricId(entry.name), { metric: entry, ...(file !== undefined && { file }) });
    }
  }
  const metrics: Metric[] = [];
  const problems: KnowledgeProblem[] = [];
  for (const { metric, file } of written.values()) {
    const checked = await checkMetric(metric, tables, judge);
    metrics.push(checked);
    const message = `The metric "${metric.name}" is not used: ${checked.problem}`;
    if (checked.problem) problems.push({ ...(file !== undefined && { file }), message });
  }
  return { metrics, problems };
}

async function checkMetric(
  metric: Metric,
  tables: readonly CatalogTable[],
  judge: JudgeSelect,
): Promise<Metric> {
  if (!isOneExpression(metric.sql)) return { ...metric, problem: 'Its SQL is not one expression.' };
  const named = metric.tables.map((name) => findTable(tables, name));
  const unknown = named.find((table) => typeof table === 'string');
  if (typeof unknown === 'string') return { ...metric, problem: unknown };
  const ids = named.flatMap((table) => (typeof table === 'string' ? [] : tableId(table)));
  const from = ids.length > 0 ? ids : tablesOfExpression(metric.sql, tables);
  if (from.length === 0) return { ...metric, problem: 'Which tables it reads is not clear: name them.' };
  const problem = await judge(`SELECT (${metric.sql}) AS value FROM ${from.map(quoteId).join(', ')}`);
  return { ...metric, tables: from, ...(problem && { problem }) };
}

function quoteId(id: string): string {
  const dot = id.indexOf('.');
  return [id.slice(0, dot), id.slice(dot + 1)].map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}
