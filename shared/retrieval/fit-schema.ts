import { type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import { estimateTokens } from '../model/model-use.ts';
import { type Detail, renderSchema } from './render-schema.ts';
import { valueHits } from './value-hits.ts';
import { wordsOf } from './words.ts';

export interface FittedSchema {
  readonly text: string;
  readonly tokens: number;
  readonly tables: readonly CatalogTable[];
}

/** Values listed per column, from generous to none but those the question names. */
const VALUES_LISTED = [12, 8, 4, 0];

/**
 * The tables as text within a budget of tokens (four characters a token): values go first, then columns that
 * share no word with the question (keys always stay), then the tables that ranked last.
 */
export function fitSchema(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  question: string,
  budget: number,
): FittedSchema {
  const hits = valueHits(tables, question);
  const mentioned = mentionedColumns(tables, question, hits);
  const details: Detail[] = [
    ...VALUES_LISTED.map((values) => ({ values, descriptions: true, hits })),
    { values: 4, descriptions: true, columns: mentioned, hits },
    { values: 0, descriptions: true, columns: mentioned, hits },
  ];
  for (const detail of details) {
    const fitted = render(tables, relationships, detail);
    if (fitted.tokens <= budget) return fitted;
  }
  if (tables.length > 1) return fitSchema(tables.slice(0, -1), relationships, question, budget);
  return render(tables, relationships, { values: 0, descriptions: false, columns: mentioned, hits });
}

function render(tables: readonly CatalogTable[], relationships: readonly Relationship[], detail: Detail) {
  const text = renderSchema(tables, relationships, detail);
  return { text, tokens: estimateTokens(text), tables };
}

function mentionedColumns(
  tables: readonly CatalogTable[],
  question: string,
  hits: ReadonlyMap<string, unknown>,
): Set<string> {
  const asked = new Set(wordsOf(question));
  const mentions = (text: string) => wordsOf(text).some((word) => asked.has(word));
  return new Set(
    tables.flatMap((table) =>
      table.columns
        .map((column) => ({ id: `${tableId(table)}.${column.name}`, column }))
        .filter(
          ({ id, column }) => hits.has(id) || mentions(column.name) || mentions(column.description ?? ''),
        )
        .map(({ id }) => id),
    ),
  );
}
