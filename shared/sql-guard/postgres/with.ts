import { unsafe } from '../verdict.ts';
import type { NamedQueries, NamedQuery, QueryResult, Statement } from './environment.ts';
import { bare, listOf, type Node, ofKind } from './parse-tree.ts';
import { recursiveResult } from './recursion.ts';
import { renamed } from './renamed.ts';
import { plainColumn } from './row-of.ts';
import type { Scope } from './scope.ts';

/**
 * The queries that WITH names, with those named around it. A query sees those before it; under RECURSIVE all of
 * them, itself too. All are checked, also those nobody asks for.
 */
export function withQueries(
  { ctes, recursive }: Node,
  statement: Statement,
  outer: Scope | undefined,
  given: NamedQueries,
): NamedQueries {
  const seen = new Map<string, NamedQuery>(given);
  const own: NamedQuery[] = [];
  for (const item of listOf(ctes)) {
    const expression = ofKind(item, 'CommonTableExpr');
    const select = ofKind(expression?.ctequery, 'SelectStmt');
    if (!expression || !select) throw unsafe('construct', 'WITH', 'a query of WITH must be a SELECT');
    const visible = recursive ? seen : new Map(seen);
    const query = once(String(expression.ctename ?? ''), () => {
      const result = recursive
        ? recursiveResult(expression, select, statement, outer, visible)
        : statement.resolveQuery(select, outer, visible);
      return shown(expression, result);
    });
    seen.set(String(expression.ctename ?? ''), query);
    own.push(query);
  }
  for (const query of own) query();
  return seen;
}

function once(name: string, work: () => QueryResult): NamedQuery {
  let result: QueryResult | undefined;
  let isRunning = false;
  return () => {
    if (isRunning)
      throw unsafe('recursion', name, `the query ${name} asks for itself in a way that is not allowed`);
    isRunning = true;
    result ??= work();
    isRunning = false;
    return result;
  };
}

/** As the rest of the statement sees it: columns renamed, those of SEARCH and CYCLE added. */
function shown(expression: Node, result: QueryResult): QueryResult {
  const columns = renamed(expression, result.columns);
  const search = bare(expression.search_clause, 'CTESearchClause');
  const cycle = bare(expression.cycle_clause, 'CTECycleClause');
  const extra = [search?.search_seq_column, cycle?.cycle_mark_column, cycle?.cycle_path_column];
  const added = extra.filter((name) => name !== undefined).map((name) => plainColumn(String(name)));
  // The path and the sequence column are rows.
  const opaque = added.map((column) => ({ ...column, opaque: true }));
  return { ...result, columns: columns && [...columns, ...opaque] };
}
