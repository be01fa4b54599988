import { type Catalog, tableId } from '../../shared/contracts/catalog.ts';
import { openIndex } from '../../shared/retrieval/binary-search-index.ts';
import { type IndexData, indexDocuments } from '../../shared/retrieval/index-data.ts';
import { HITS_WANTED, linkSchema, type RetrievalLimits } from '../../shared/retrieval/link-schema.ts';
import { subwordVector } from '../../shared/retrieval/subword-vector.ts';
import { tableDocument, tableText } from '../../shared/retrieval/table-document.ts';
import { writtenName } from './schema-file.ts';

/** Dimensions of the embedding that needs no model: what the offline model has by default. */
const DIMENSIONS = 256;

export interface LinkedTables {
  /** As the schema file writes them, best first. */
  readonly tables: readonly string[];
  /** Columns shown, as table.column. */
  readonly columns: readonly string[];
  /** Of the schema as a model reads it, four characters a token. */
  readonly tokens: number;
}

export interface Linker {
  link(question: string): LinkedTables;
}

/** The index of a catalogue, with vectors that need no model. */
export function indexCatalog(catalog: Catalog): IndexData {
  const vectorOf = (text: string) => subwordVector(text, DIMENSIONS);
  return indexDocuments(catalog.tables.map((table) => tableDocument(table, vectorOf(tableText(table)))));
}

/** Links questions to tables just as the state machine does, without a model. */
export function createLinker(catalog: Catalog, data: IndexData, limits: RetrievalLimits): Linker {
  const index = openIndex(data);
  return {
    link: (question) => {
      const vector = subwordVector(question, DIMENSIONS);
      const found = index.search({ text: question, vector, limit: HITS_WANTED });
      const fitted = linkSchema(catalog, found, question, limits);
      return {
        tables: fitted?.tables.map((table) => writtenName(tableId(table))) ?? [],
        columns: fitted?.columns.map(writtenName) ?? [],
        tokens: fitted?.tokens ?? 0,
      };
    },
  };
}
