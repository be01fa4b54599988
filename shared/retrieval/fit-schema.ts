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

/** Values listed per column, from generous to none but those the question names; after that, columns go. */
const VALUES_LISTED = [12, 8, 4, 0];

/**
 * The tables as text within a budget of tokens (four characters a token): values go first, then columns that
 * share no word with the question, the last of each table first (keys always stay), then the tables that ranked
 * last. The keys of the first table are shown whatever the budget. `named` are columns, as schema.table.column, that
 * hold a value the question names.
 */
export function fitSchema(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  question: string,
  budget: number,
  named: ReadonlySet<string> = new Set(),
): FittedSchema {
  const fits = ({ tokens }: FittedSchema) => tokens <= budget;
  const hits = valueHits(tables, question);
  for (const values of VALUES_LISTED) {
    const detail: Detail = { values, descriptions: true, hits };
    const fitted = render(tables, relationships, detail);
    if (fits(fitted)) return fitted;
  }
  const { mentioned, others } = rankColumns(tables, question, new Set([...hits.keys(), ...named]));
  const columns = [...mentioned, ...others];
  const showing = (detail: Detail) => (count: number) =>
    render(tables, relationships, { ...detail, columns: new Set(columns.slice(0, count)) });
  const fewer = showing({ values: 2, descriptions: true, hits });
  if (fits(fewer(mentioned.length))) return most(mentioned.length, columns.length, fewer, fits);
  if (tables.length > 1) return fitSchema(tables.slice(0, -1), relationships, question, budget, named);
  return most(0, columns.length, showing({ values: 0, descriptions: false, hits }), fits);
}

/** These tables with all that is known of them; undefined when that is over the budget. */
export function fitInFull(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  question: string,
  budget: number,
): FittedSchema | undefined {
  const [values = 0] = VALUES_LISTED;
  const hits = valueHits(tables, question);
  const fitted = render(tables, relationships, { values, descriptions: true, hits });
  return fitted.tokens <= budget ? fitted : undefined;
}

function render(tables: readonly CatalogTable[], relationships: readonly Relationship[], detail: Detail) {
  const text = renderSchema(tables, relationships, detail);
  return { text, tokens: estimateTokens(text), tables };
}

/** What `make` gives for the greatest count that fits, found by halving; for the least one when none does. */
function most<T>(least: number, greatest: number, make: (count: number) => T, fits: (made: T) => boolean): T {
  let [low, high, best] = [least, greatest, make(least)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const made = make(middle);
    if (fits(made)) [low, best] = [middle, made];
    else high = middle - 1;
  }
  return best;
}

/** Columns that share a word with the question, and the others: the first ones of every table before the next. */
function rankColumns(tables: readonly CatalogTable[], question: string, hits: ReadonlySet<string>) {
  const asked = new Set(wordsOf(question));
  const mentions = (text: string) => wordsOf(text).some((word) => asked.has(word));
  const ranked = tables
    .flatMap((table) =>
      table.columns.map(({ name, description }, position) => {
        const id = `${tableId(table)}.${name}`;
        return { id, position, mentioned: hits.has(id) || mentions(name) || mentions(description ?? '') };
      }),
    )
    .sort((a, b) => a.position - b.position);
  const idsOf = (isMentioned: boolean) =>
    ranked.filter(({ mentioned }) => mentioned === isMentioned).map(({ id }) => id);
  return { mentioned: idsOf(true), others: idsOf(false) };
}
