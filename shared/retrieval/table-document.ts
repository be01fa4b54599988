import { type Catalog, type CatalogColumn, type CatalogTable, tableId } from '../contracts/catalog.ts';
import type { DocumentPart, SearchDocument, Visibility } from './search-index.ts';

/**
 * What a table is called says most of what it is about; a description says it in many words of which few matter.
 * Whole steps either way change little: the weights are round numbers within a flat optimum.
 */
const NAME_WEIGHT = 1.6;
const COLUMN_WEIGHT = 1;
const SYNONYM_WEIGHT = 1;
const TABLE_DESCRIPTION_WEIGHT = 1.2;
const COLUMN_DESCRIPTION_WEIGHT = 0.8;
const VALUE_WEIGHT = 0.6;

/** A part of a table's document: what it tells, and of which column; of the table itself when of none. */
export interface TablePart {
  readonly kind: 'name' | 'description' | 'synonyms' | 'values';
  readonly column?: string;
}

/** Column names may hold anything, the kind does not. */
const partName = ({ kind, column }: TablePart) => (column === undefined ? kind : `${kind} ${column}`);

export function readPartName(name: string): TablePart {
  const space = name.indexOf(' ');
  const written = space < 0 ? name : name.slice(0, space);
  const kind = KINDS.find((known) => known === written) ?? 'name';
  return space < 0 ? { kind } : { kind, column: name.slice(space + 1) };
}

const KINDS = ['name', 'description', 'synonyms', 'values'] as const;

/** A table as an index keeps it, column by column, so that what is hidden of it can be left out. */
export function tableDocument(table: CatalogTable, vector?: Float32Array): SearchDocument {
  const parts: DocumentPart[] = [
    part({ kind: 'name' }, table.name, NAME_WEIGHT),
    part({ kind: 'description' }, table.description, TABLE_DESCRIPTION_WEIGHT),
    part({ kind: 'synonyms' }, table.synonyms?.join('\n'), NAME_WEIGHT),
    ...table.columns.flatMap(columnParts),
  ];
  return { id: tableId(table), parts: parts.filter(({ text }) => text !== ''), ...(vector && { vector }) };
}

function columnParts({ name, description, synonyms, values }: CatalogColumn): DocumentPart[] {
  return [
    part({ kind: 'name', column: name }, name, COLUMN_WEIGHT),
    part({ kind: 'description', column: name }, description, COLUMN_DESCRIPTION_WEIGHT),
    part({ kind: 'synonyms', column: name }, synonyms?.join('\n'), SYNONYM_WEIGHT),
    part({ kind: 'values', column: name }, values?.join('\n'), VALUE_WEIGHT),
  ];
}

const part = (of: TablePart, text = '', weight: number): DocumentPart => ({
  name: partName(of),
  text,
  weight,
});

/** A table as an embedding model reads it. */
export function tableText(table: CatalogTable): string {
  const columns = table.columns.map((column) => [column.name, column.description].filter(Boolean).join(' '));
  return [table.name, table.description, columns.join(', ')].filter(Boolean).join('. ');
}

const kept = new WeakMap<Catalog, Visibility>();

/** What of the documents of all tables somebody may see to whom this catalogue is what is visible. */
export function visibilityOf(visible: Catalog): Visibility {
  const known = kept.get(visible);
  if (known) return known;
  const tables = new Map(visible.tables.map((table) => [tableId(table), partNamesOf(table)]));
  const made: Visibility = (id) => {
    const parts = tables.get(id);
    return parts !== undefined && ((name) => parts.has(name));
  };
  kept.set(visible, made);
  return made;
}

const partNamesOf = (table: CatalogTable) => new Set(tableDocument(table).parts.map(({ name }) => name));
