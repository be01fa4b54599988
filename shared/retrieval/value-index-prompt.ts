import { estimateTokens } from '../model/model-use.ts';
import { quoteId, quoteName, quoteValue } from './sql-names.ts';
import type { ValueHit } from './value-index.ts';

/** Taken from the schema's budget, so that a prompt grows by nothing. */
export const MOST_VALUE_TOKENS = 160;

/**
 * A line for each hit, `"words" -> schema.table.column = 'literal'`, the best first, as many as the budget of tokens
 * has room for.
 */
export function renderValues(hits: readonly ValueHit[], budget: number): string {
  let text = '';
  for (const { table, column, value, matched } of hits) {
    const words = matched.replace(/[\s\p{Cc}"]+/gu, ' ').trim();
    const line = `"${words}" -> ${quoteId(table)}.${quoteName(column)} = ${quoteValue(value)}`;
    const longer = text === '' ? line : `${text}\n${line}`;
    if (estimateTokens(longer) <= budget) text = longer;
  }
  return text;
}
