import { InqueryError } from '../platform/inquery-error.ts';
import type { Node } from './parse-tree.ts';
import { unsafe } from './unsafe.ts';

/** What a reader may see: tables as schema.table. Undefined lets any table pass that is no system catalogue. */
export interface GuardScope {
  readonly tables?: ReadonlySet<string>;
}

/** Throws unless the table is one the reader may see, or a name that WITH gives where it stands. */
export function checkRelation(
  { catalogname, schemaname, relname }: Node,
  scope: GuardScope,
  ctes: ReadonlySet<string>,
): void {
  const name = String(relname ?? '');
  if (schemaname === undefined && ctes.has(name)) return;
  if (catalogname !== undefined) throw unsafe('a table of another database');
  const schema = schemaname === undefined ? undefined : String(schemaname);
  if (isSystem(schema, name)) throw unsafe(`the system catalogue ${name}`);
  if (scope.tables && !isVisible(scope.tables, schema, name)) {
    const written = [schema, name].filter(Boolean).join('.');
    throw new InqueryError('UnknownRelation', `There is no table ${written}.`);
  }
}

function isSystem(schema: string | undefined, name: string): boolean {
  return schema === 'information_schema' || /^pg_/.test(schema ?? '') || (!schema && /^pg_/.test(name));
}

/** An unqualified name stands for a table when it is unique. */
function isVisible(tables: ReadonlySet<string>, schema: string | undefined, name: string): boolean {
  if (schema) return tables.has(`${schema}.${name}`);
  return [...tables].filter((table) => table.endsWith(`.${name}`)).length === 1;
}
