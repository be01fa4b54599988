import { type CatalogColumn, type CatalogTable, tableId } from '../contracts/catalog.ts';
import type { KnowledgeProblem } from '../contracts/knowledge.ts';
import { findColumn, findTable } from './find-table.ts';
import type { FileEntry, Knowledge } from './knowledge.ts';
import { withoutProfile } from './without-profile.ts';

/** What was said in one place; of several places, the later ones count. */
export interface GlossaryLayer {
  /** Absent for edits. */
  readonly file?: string;
  readonly entries: readonly FileEntry[];
}

type Entry<Kind extends FileEntry['kind']> = Extract<FileEntry, { kind: Kind }>;

/** Files in the order of their names, edits after them. */
export function glossaryLayers({ files, glossary }: Pick<Knowledge, 'files' | 'glossary'>): GlossaryLayer[] {
  return [
    ...files.map(({ name, entries }) => ({ file: name, entries })),
    { entries: glossary.map(({ entry }) => entry) },
  ];
}

/** Tables with what the glossary says of them and their columns; what it says of unknown ones is a problem. */
export function applyGlossary(
  tables: readonly CatalogTable[],
  layers: readonly GlossaryLayer[],
): { tables: CatalogTable[]; problems: KnowledgeProblem[] } {
  const problems: KnowledgeProblem[] = [];
  const said = { tables: new Map<string, Entry<'table'>>(), columns: new Map<string, Entry<'column'>>() };
  for (const { file, entries } of layers) {
    const report = (message: string) => problems.push({ ...(file !== undefined && { file }), message });
    for (const entry of entries) if (entry.kind !== 'metric') place(tables, entry, said, report);
  }
  return { tables: tables.map((table) => describeTable(table, said)), problems };
}

interface Said {
  readonly tables: Map<string, Entry<'table'>>;
  readonly columns: Map<string, Entry<'column'>>;
}

function place(
  tables: readonly CatalogTable[],
  entry: Entry<'table'> | Entry<'column'>,
  said: Said,
  report: (message: string) => void,
): void {
  const table = findTable(tables, entry.table);
  if (typeof table === 'string') {
    report(table);
    return;
  }
  if (entry.kind === 'table') {
    said.tables.set(tableId(table), over(said.tables.get(tableId(table)), entry));
    return;
  }
  const column = findColumn(table, entry.column);
  if (column === undefined) {
    report(`The table ${tableId(table)} has no column ${entry.column}.`);
    return;
  }
  const id = `${tableId(table)}.${column}`;
  said.columns.set(id, over(said.columns.get(id), entry));
}

/** Field by field: what a later entry leaves out, an earlier one may have said. */
function over<T extends object>(earlier: T | undefined, later: T): T {
  const stated = Object.entries(later).filter(([, value]) => value !== undefined);
  return { ...later, ...earlier, ...Object.fromEntries(stated) };
}

function describeTable(table: CatalogTable, { tables, columns }: Said): CatalogTable {
  const id = tableId(table);
  return {
    ...withWords(table, tables.get(id)),
    columns: table.columns.map((column) => describeColumn(column, columns.get(`${id}.${column.name}`))),
  };
}

function describeColumn(column: CatalogColumn, entry: Entry<'column'> | undefined): CatalogColumn {
  if (!entry) return column;
  const described = withWords(column, entry);
  if (entry.sensitive) return { ...withoutProfile(described), sensitive: true };
  return entry.sampleValues?.length ? withSamples(described, entry.sampleValues) : described;
}

/** An empty description takes away the one there was. */
function withWords<T extends { description?: string; synonyms?: string[] }>(
  { description: comment, ...thing }: T,
  entry: { description?: string; synonyms?: string[] } | undefined,
) {
  const description = entry?.description ?? comment;
  return {
    ...thing,
    ...(description && { description }),
    ...(entry?.synonyms?.length && { synonyms: entry.synonyms }),
  };
}

/** Samples a person gave come first; that they are all there are, nobody said. */
function withSamples(column: CatalogColumn, samples: readonly string[]): CatalogColumn {
  const known = column.values ?? [];
  const isComplete = column.valuesComplete === true && samples.every((value) => known.includes(value));
  return { ...column, values: [...new Set([...samples, ...known])], valuesComplete: isComplete };
}
