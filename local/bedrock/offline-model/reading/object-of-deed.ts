import { stem } from '../language/stem.ts';
import { tellingWords } from '../lexicon/build-lexicon.ts';
import type { Table } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';

const DEED = /^(?:sold|ordered|bought|purchased) (\w+)$/i;
const RANKED = /\b(most|best|top|least|fewest|highest|lowest)\b/i;

/** "Which employees sold products": asks who did, not how many were sold. */
export function objectOfDeed({ entity, chunks, schema, ...draft }: Draft, text: string): Table | undefined {
  const [, noun] = DEED.exec(text) ?? [];
  const asks = /^(which|who|what|list|show)$/i.test(chunks[0]?.text ?? '');
  const isRanked = draft.limit !== undefined || chunks.some((chunk) => RANKED.test(chunk.text));
  if (!noun || !entity || !asks || isRanked || draft.select.length + draft.order.length > 0) return undefined;
  if (chunks.some((chunk) => chunk.kind === 'operator' && chunk.operator.op === 'each'))
    throw new Unreadable(`it is not clear of each of what ${text.toLowerCase()} are told`);
  const nameOf = (table: Table) => tellingWords(table, new Set()).map(stem).join(' ');
  const object = schema.tables.find((table) => nameOf(table) === stem(noun));
  if (!object || object === entity)
    throw new Unreadable(`it is not clear who is asked for, or what of ${text}`);
  return object;
}
