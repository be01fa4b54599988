import { createHash } from 'node:crypto';
import { tableId } from '../../shared/contracts/catalog.ts';
import { CheckSqlInput } from '../../shared/contracts/question-machine.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { newTask } from '../../shared/platform/task.ts';
import { checkPostgresStatement } from '../../shared/sql-guard/check-statement.ts';
import { gateCost } from '../../shared/sql-guard/cost-gate.ts';
import { catalogs, configuration, engineFor, ports } from './dependencies.ts';

const EXPLAIN_MS = 5_000;

/** Whether this SQL may run: by the guard, then by what it would cost. */
export const handler = newTask({
  input: CheckSqlInput,
  ports,
  run: async ({ job, sql }) => {
    const source = findSource((await configuration.current()).value, job.source);
    const catalog = await catalogs.load(job.source);
    await checkPostgresStatement(sql, { tables: new Set(catalog?.tables.map(tableId)) });
    const plan = await (await engineFor(source)).explain(sql, EXPLAIN_MS);
    const gate = gateCost(plan, source, new Set(catalog?.tables.map(({ name }) => name)));
    const sha256 = createHash('sha256').update(sql).digest('hex');
    return { sql, sha256, estimatedCost: plan.cost, estimatedRows: plan.rows, gate };
  },
});
