import { createHash } from 'node:crypto';
import { CheckSqlInput } from '../../shared/contracts/question-machine.ts';
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
    const catalog = await catalogs.load(job.source);
    await checkPostgresStatement(sql, { tables: catalog?.tables ?? [] });
    const plan = await (await engineFor(source)).explain(sql, EXPLAIN_MS);
    if (plan.cost > source.limits.planCost) {
      throw new InqueryError(
        'TooExpensive',
        `This question would cost the database too much (${Math.round(plan.cost)}; allowed are ${source.limits.planCost}). Ask for less, such as a shorter time or one group.`,
      );
    }
    const sha256 = createHash('sha256').update(sql).digest('hex');
    return { sql, sha256, estimatedCost: plan.cost, estimatedRows: plan.rows };
  },
});
