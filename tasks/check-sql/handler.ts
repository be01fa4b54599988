import { createHash } from 'node:crypto';
import { authorise, principalOf } from '../../shared/authorisation/authorise.ts';
import { guardScope } from '../../shared/authorisation/guard-scope.ts';
import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import { CheckSqlInput } from '../../shared/contracts/question-machine.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { newTask } from '../../shared/platform/task.ts';
import { checkPostgresStatement, onlyStatement } from '../../shared/sql-guard/check-statement.ts';
import { gateCost } from '../../shared/sql-guard/cost-gate.ts';
import { planOutline } from '../../shared/sql-guard/plan-outline.ts';
import { queryInWords } from '../../shared/sql-guard/postgres/in-words/query-in-words.ts';
import { textFilters } from '../../shared/sql-guard/postgres/text-filters.ts';
import { catalogs, configuration, engineFor, ports } from './dependencies.ts';
import { withNearNames } from './with-near-names.ts';

const EXPLAIN_MS = 5_000;

/** Whether this SQL may run: by the guard, then by what it would cost. */
export const handler = newTask({
  input: CheckSqlInput,
  ports,
  run: async ({ job, sql }, notes) => {
    const { value, version } = await configuration.current();
    const source = findSource(value, job.source);
    const { policy, login } = authorise(job.source, source, principalOf(job));
    const catalog = await catalogs.load(job.source);
    const scope = guardScope(catalog, policy);
    const by = { policy: policy.name, configuration: version, catalog: catalog?.version };
    notes.checked(by);
    const plan = await withNearNames(sql, catalog && visibleCatalog(catalog, policy), async () => {
      await checkPostgresStatement(sql, scope);
      return (await engineFor(source, login)).explain(sql, EXPLAIN_MS);
    });
    const audience = {
      tableNames: new Set(scope.tables.map(({ name }) => name)),
      // The planner knows of all rows: where some are hidden, its figures stay inside.
      tellsFigures: policy.rowFilters.length === 0,
    };
    notes.checked({ ...by, plan: planOutline(plan, audience) });
    const gate = gateCost(plan, source, audience);
    const sha256 = createHash('sha256').update(sql).digest('hex');
    const explanation = await queryInWords(sql);
    const filters = textFilters((await onlyStatement(sql)).tree, scope.tables);
    return { sql, sha256, estimatedCost: plan.cost, estimatedRows: plan.rows, gate, explanation, filters };
  },
});
