import { loadModule, parseSync } from 'libpg-query';
import { InqueryError } from '../platform/inquery-error.ts';

export interface ParsedStatement {
  readonly kind: string;
  readonly tree: unknown;
}

let loading: Promise<void> | undefined;

/** The statements of a text by PostgreSQL's own grammar; throws SqlSyntaxError in the grammar's words. */
export async function parsePostgres(sql: string): Promise<ParsedStatement[]> {
  loading ??= loadModule();
  await loading;
  return statementsOf(sql).map(({ stmt = {} }) => {
    const [kind = '', tree] = Object.entries(stmt)[0] ?? [];
    return { kind, tree };
  });
}

function statementsOf(sql: string): readonly { stmt?: object }[] {
  try {
    return parseSync(sql).stmts ?? [];
  } catch (error) {
    throw new InqueryError('SqlSyntaxError', error instanceof Error ? error.message : String(error));
  }
}
