import { stem } from '../language/stem.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import type { Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';

const DEED = /^(?:sold|ordered|bought|purchased) (\w+)$/i;
const RANKED = /\b(most|best|top|least|fewest|highest|lowest)\b/i;

/** "Which employees sold products": asks who did, not how many were sold. */
export function objectOfDeed({ entity, chunks, schema, ...draft }: Draft, text: string): Table | undefined {
  const [, noun] = DEED.exec(text) ?? [];
  const asks = /^(which|who|what|list|show)$/i.test(chunks[0]?.text ?? '');
  const isRanked = draft.limit !== undefined || chunks.some((chunk) => RANKED.test(chunk.text));
  if (!noun || !entity || !asks || isRanked || draft.select.length + draft.order.length > 0) return undefined;
  const names = ({ name }: Table) => identifierWords(name, new Set()).map(stem);
  return schema.tables.find((table) => table !== entity && names(table).join(' ') === stem(noun));
}
