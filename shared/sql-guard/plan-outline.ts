import type { EstimatedPlan, PlanAudience, PlanStep } from './cost-gate.ts';

const MOST_STEPS = 40;

/** A plan for people, a line a step, with nothing in it that its audience may not know. */
export function planOutline({ steps }: EstimatedPlan, audience: PlanAudience): string | undefined {
  return steps
    ?.slice(0, MOST_STEPS)
    .map((step) => line(step, audience))
    .join('\n');
}

function line(
  { depth, kind, table, cost, rows }: PlanStep,
  { tableNames, tellsFigures }: PlanAudience,
): string {
  const on = table !== undefined && tableNames.has(table) ? ` on ${table}` : '';
  const figures = tellsFigures ? ` (cost ${cost}, rows ${rows})` : '';
  return `${'  '.repeat(depth)}${kind}${on}${figures}`;
}
