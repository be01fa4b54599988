import { createHash } from 'node:crypto';
import { authorise, principalOf } from '../../shared/authorisation/authorise.ts';
import { guardScope } from '../../shared/authorisation/guard-scope.ts';
import type { SourceConfiguration } from '../../shared/contracts/configuration.ts';
import type { Policy } from '../../shared/contracts/policy.ts';
import { CheckSqlInput } from '../../shared/contracts/question-machine.ts';
import type { Plan } from '../../shared/engines/query-engine.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { newTask } from '../../shared/platform/task.ts';
import { checkPostgresStatement } from '../../shared/sql-guard/check-statement.ts';
import { catalogs, configuration, engineFor, ports } from './dependencies.ts';

const EXPLAIN_MS = 5_000;

/** Whether this SQL may run: by the guard, then by what the database's own planner says of it. */
export const handler = newTask({
  input: CheckSqlInput,
  ports,
  run: async ({ job, sql }) => {
    const source = findSource((await configuration.current()).value, job.source);
    const { policy, login } = authorise(job.source, source, principalOf(job));
    const catalog = await catalogs.load(job.source);
    await checkPostgresStatement(sql, guardScope(catalog, policy));
    const plan = await (await engineFor(source, login)).explain(sql, EXPLAIN_MS);
    if (plan.cost > source.limits.planCost) {
      throw new InqueryError(
        'TooExpensive',
        `This question would cost the database too much${measureOf(policy, plan, source)}. Ask for less, such as a shorter time or one group.`,
      );
    }
    const sha256 = createHash('sha256').update(sql).digest('hex');
    return { sql, sha256, estimatedCost: plan.cost, estimatedRows: plan.rows };
  },
});

/** The planner knows of all rows: where some are hidden, its figures stay inside. */
function measureOf({ rowFilters }: Policy, { cost }: Plan, { limits }: SourceConfiguration): string {
  return rowFilters.length > 0 ? '' : ` (${Math.round(cost)}; allowed are ${limits.planCost})`;
}
