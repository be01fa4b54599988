import { authorise } from '../../shared/authorisation/authorise.ts';
import { guardScope } from '../../shared/authorisation/guard-scope.ts';
import { isRetryable } from '../../shared/contracts/errors.ts';
import type { VerifiedQuery } from '../../shared/contracts/verified-query.ts';
import { VerifyQueriesInput, type VerifyQueriesOutput } from '../../shared/contracts/verify-machine.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { buildTemplate } from '../../shared/retrieval/verified/build-template.ts';
import { checkPostgresStatement } from '../../shared/sql-guard/check-statement.ts';
import { statementParts } from '../../shared/sql-guard/postgres/statement-parts.ts';
import { catalogs, configuration, engineFor, store } from './dependencies.ts';

const EXPLAIN_MS = 5_000;
/** Then the machine calls again: well before this function's time is over. */
const ENOUGH_MS = 30_000;

/** Puts what a principal submitted to the guard and to a dry run, as that principal; each is then active or rejected. */
export const handler = stateHandler('Verify', async (event): Promise<VerifyQueriesOutput> => {
  const { source: name, principal } = VerifyQueriesInput.parse(event);
  const source = findSource((await configuration.current()).value, name);
  const { policy, login } = authorise(name, source, principal);
  const catalog = await catalogs.load(name);
  if (!catalog) throw new InqueryError('ConfigInvalid', `The catalogue of "${name}" has not been built yet.`);
  const { tables } = guardScope(catalog, policy);
  const engine = await engineFor(source, login);
  const pending = (await store.all(name)).filter(
    ({ state, approvedBy }) => state === 'pending' && approvedBy === principal.id,
  );
  const counts = { active: 0, rejected: 0 };
  const until = Date.now() + ENOUGH_MS;
  for (const query of pending) {
    if (Date.now() > until) break;
    const reason = await problemWith(query);
    if (reason === undefined) counts.active++;
    else if (await store.reject(query, reason)) counts.rejected++;
  }
  return { ...counts, left: Math.max(0, pending.length - counts.active - counts.rejected) };

  /** Activates it, or says why not. */
  async function problemWith(query: VerifiedQuery): Promise<string | undefined> {
    try {
      await checkPostgresStatement(query.sql, { tables });
      await engine.explain(query.sql, EXPLAIN_MS);
      const parts = await statementParts(query.sql, tables);
      const template = buildTemplate(query.question, parts.literals);
      await store.activate(query, { tables: [...parts.tables], columns: [...parts.columns], template });
      return undefined;
    } catch (error) {
      if (error instanceof InqueryError && !isRetryable(error.name)) return `${error.name}: ${error.message}`;
      throw error;
    }
  }
});
