import { type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import type { JoinedColumns, KnowledgeProblem, RelationshipEdit } from '../contracts/knowledge.ts';
import { commentKeys } from './comment-keys.ts';
import { findColumn, findTable } from './find-table.ts';
import { joinProblem } from './join-problem.ts';
import type { FileRelationship, Knowledge } from './knowledge.ts';
import { relationshipId } from './relationship-id.ts';

interface MergedRelationships {
  readonly relationships: Relationship[];
  /** What was said to be none (`relationshipId`). */
  readonly hidden: ReadonlySet<string>;
  readonly problems: KnowledgeProblem[];
}

/**
 * Relationships from foreign keys, comments, files and edits, each once with where it was found first; without
 * those that an edit hides, and those with a column that can't be read: nothing can be joined by them.
 */
export function mergeRelationships(
  tables: readonly CatalogTable[],
  foreignKeys: readonly Relationship[],
  { files, relationships: edits }: Pick<Knowledge, 'files' | 'relationships'>,
): MergedRelationships {
  const problems: KnowledgeProblem[] = [];
  const fromFiles = files.flatMap(({ name, relationships }) =>
    relationships.flatMap((written) => {
      const resolved = resolve(tables, written);
      if (typeof resolved !== 'string') return { ...resolved, origin: 'file' as const };
      problems.push({ file: name, message: resolved });
      return [];
    }),
  );
  const fromComments = commentKeys(tables);
  problems.push(...fromComments.problems);
  const hidden = idsOf(edits, 'hidden');
  const confirmed = edits.filter(({ verdict }) => verdict === 'confirmed');
  const found: Relationship[] = [
    ...foreignKeys,
    ...fromComments.relationships,
    ...fromFiles,
    ...confirmed.map(({ relationship }) => ({ ...relationship, origin: 'edit' as const })),
  ];
  const relationships = deduplicate(found).filter(
    (each) => !hidden.has(relationshipId(each)) && isReadable(tables, each),
  );
  return { relationships, hidden, problems };
}

const idsOf = (edits: readonly RelationshipEdit[], wanted: RelationshipEdit['verdict']) =>
  new Set(
    edits.flatMap(({ verdict, relationship }) => (verdict === wanted ? relationshipId(relationship) : [])),
  );

function deduplicate(relationships: readonly Relationship[]): Relationship[] {
  const first = new Map<string, Relationship>();
  for (const relationship of relationships) {
    const id = relationshipId(relationship);
    if (!first.has(id)) first.set(id, relationship);
  }
  return [...first.values()];
}

function isReadable(
  tables: readonly CatalogTable[],
  { table, columns, refTable, refColumns }: JoinedColumns,
) {
  const has = (id: string, names: readonly string[]) => {
    const found = tables.find((each) => tableId(each) === id);
    return names.every((name) => found?.columns.some((column) => column.name === name));
  };
  return has(table, columns) && has(refTable, refColumns);
}

/** Both sides as the catalogue names them, or what is wrong with them. */
function resolve(tables: readonly CatalogTable[], written: FileRelationship): JoinedColumns | string {
  const side = resolveSide(tables, written.table, written.columns);
  const ref = resolveSide(tables, written.refTable, written.refColumns);
  if (typeof side === 'string') return side;
  if (typeof ref === 'string') return ref;
  const joined = { table: side.table, columns: side.columns, refTable: ref.table, refColumns: ref.columns };
  return joinProblem(tables, joined) ?? joined;
}

function resolveSide(tables: readonly CatalogTable[], name: string, columns: readonly string[]) {
  const table = findTable(tables, name);
  if (typeof table === 'string') return table;
  const found: string[] = [];
  for (const column of columns) {
    const known = findColumn(table, column);
    if (known === undefined) return `The table ${tableId(table)} has no column ${column}.`;
    found.push(known);
  }
  return { table: tableId(table), columns: found };
}
