import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Relation = z.object({
  schema: z.string(),
  name: z.string(),
  inSource: z.boolean(),
  /** pg_class.relkind: r, p tables, v view, m materialised view, f foreign table. */
  kind: z.enum(['r', 'p', 'v', 'm', 'f']),
  rowSecurity: z.boolean(),
  securityInvoker: z.boolean(),
  columns: z.array(z.string()),
  grantees: z.array(z.string()),
  publicPrivileges: z.array(z.string()),
  hasPublicColumns: z.boolean(),
});
export type Relation = z.infer<typeof Relation>;

const Routine = z.object({ signature: z.string(), builtIn: z.boolean() });

const Server = z.object({
  database: z.string(),
  version: z.number(),
  publicTemporary: z.boolean(),
  publicCreate: z.array(z.string()),
  roles: z.array(z.string()),
  owners: z.array(z.string()),
});

/** What a migration must know of the database it is written for. */
export interface DatabaseState {
  readonly server: z.infer<typeof Server>;
  readonly relations: readonly Relation[];
  readonly routines: readonly z.infer<typeof Routine>[];
}

type Run = (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>;

/** Reads the system catalogues only. The connection's search_path must be empty, so that names come qualified. */
export async function readDatabaseState(run: Run, schemas: readonly string[]): Promise<DatabaseState> {
  const query = (name: string) =>
    run(readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8'), [schemas]);
  const [server] = z.tuple([Server]).parse(await query('server'));
  return {
    server,
    relations: z.array(Relation).parse(await query('relations')),
    routines: z.array(Routine).parse(await query('routines')),
  };
}
