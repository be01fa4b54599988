import { type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import { estimateTokens } from '../model/model-use.ts';
import { type Detail, renderSchema } from './render-schema.ts';
import { wordsOf } from './words.ts';

export interface FittedSchema {
  readonly text: string;
  readonly tokens: number;
  readonly tables: readonly CatalogTable[];
}

/** From everything down to names of what the question mentions. */
const DETAILS: readonly Detail[] = [
  { values: 12, descriptions: true },
  { values: 5, descriptions: true },
  { values: 3, descriptions: true },
  { values: 0, descriptions: true },
];

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
  const mentioned = mentionedColumns(tables, question);
  const details: Detail[] = [...DETAILS, { values: 2, descriptions: true, columns: mentioned }];
  for (const detail of details) {
    const fitted = render(tables, relationships, detail);
    if (fitted.tokens <= budget) return fitted;
  }
  if (tables.length > 1) return fitSchema(tables.slice(0, -1), relationships, question, budget);
  return render(tables, relationships, { values: 0, descriptions: false, columns: mentioned });
}

function render(tables: readonly CatalogTable[], relationships: readonly Relationship[], detail: Detail) {
  const text = renderSchema(tables, relationships, detail);
  return { text, tokens: estimateTokens(text), tables };
}

function mentionedColumns(tables: readonly CatalogTable[], question: string): Set<string> {
  const asked = new Set(wordsOf(question));
  const mentions = (text: string) => wordsOf(text).some((word) => asked.has(word));
  return new Set(
    tables.flatMap((table) =>
      table.columns
        .filter(({ name, description, values }) =>
          [name, description ?? '', ...(values ?? [])].some((text) => mentions(text)),
        )
        .map(({ name }) => `${tableId(table)}.${name}`),
    ),
  );
}
