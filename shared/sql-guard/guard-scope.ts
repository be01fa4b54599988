import { Refusal, unsafe } from './verdict.ts';

export interface GuardColumn {
  readonly name: string;
  /** The database's type name, such as `numeric(10,2)` or `text[]`. */
  readonly type?: string;
}

/** A table this principal may read, with the columns this principal may read. A catalogue's tables fit. */
export interface GuardTable {
  readonly schema?: string;
  readonly name: string;
  readonly columns: readonly GuardColumn[];
  /** Whether the table has columns besides, which this principal may not see: then no `*` and no whole row. */
  readonly partial?: boolean;
  /** The planner's estimate; negative or absent when unknown. */
  readonly estimatedRows?: number;
}

/** What a reader may see. Without tables any table passes that is no system catalogue. */
export interface GuardScope {
  readonly tables?: readonly GuardTable[];
}

export interface TableName {
  readonly catalog?: string;
  readonly schema?: string;
  readonly name: string;
}

const written = ({ schema, name }: TableName) => [schema, name].filter(Boolean).join('.');

/**
 * The table a name stands for; undefined when nothing is said about tables. An unqualified name stands for a table
 * when it is unique. A table out of sight and one that does not exist get the same answer.
 */
export function findTable(scope: GuardScope, name: TableName): GuardTable | undefined {
  if (!scope.tables) return undefined;
  const found = scope.tables.filter(
    (table) => table.name === name.name && (name.schema === undefined || table.schema === name.schema),
  );
  const [table] = found;
  if (table && found.length === 1) return table;
  const problem = table
    ? `More than one table is called ${written(name)}: write its schema.`
    : `There is no table ${written(name)}.`;
  throw new Refusal('unknown-table', written(name), problem);
}

const SYSTEM_SCHEMAS = /^(information_schema|pg_.*)$/;

/** Refuses system catalogues by PostgreSQL's names for them. */
export function refuseCatalogue({ schema, name }: TableName): void {
  if (SYSTEM_SCHEMAS.test(schema ?? '') || (schema === undefined && /^pg_/.test(name))) {
    throw unsafe('system-catalogue', written({ schema, name }), `${name} is a system catalogue`);
  }
}
