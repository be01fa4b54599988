import type { Catalog } from '../../shared/contracts/catalog.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { nearColumns, nearTables } from '../../shared/retrieval/near-names.ts';
import { Refusal } from '../../shared/sql-guard/verdict.ts';

/** What PostgreSQL says of a name it does not know; the guard names it itself. */
const UNKNOWN =
  /^(?:column|relation|missing FROM-clause entry for table) "?([^"]+?)"? (?:does not exist|of relation)/;

/** Does the check; an unknown column or table in it is told together with those that do exist and are like it. */
export async function withNearNames<T>(
  sql: string,
  visible: Catalog | undefined,
  check: () => Promise<T>,
): Promise<T> {
  try {
    return await check();
  } catch (error) {
    throw error instanceof InqueryError && visible ? toldNames(error, sql, visible) : error;
  }
}

function toldNames(error: InqueryError, sql: string, visible: Catalog): InqueryError {
  const name = error instanceof Refusal ? error.fragment : error.message.match(UNKNOWN)?.[1];
  // The guard's own detail is the code of its rule.
  const place = error instanceof Refusal ? undefined : error.detail;
  const isColumn = error.name === 'UnknownColumn';
  if (!name || (!isColumn && error.name !== 'UnknownRelation')) return error;
  const near = isColumn ? nearColumns(visible, name, sql) : nearTables(visible, name);
  const told =
    near.length > 0 ? `${isColumn ? 'columns' : 'tables'} with names like it: ${near.join(', ')}` : '';
  const detail = [place, told].filter(Boolean).join('\n');
  return new InqueryError(error.name, error.message, { cause: error, ...(detail && { detail }) });
}
