import type { Chunk } from '../linking/chunk.ts';
import type { Schema, Table } from '../schema/schema.ts';
import { type Draft, emptyDraft, type Rule } from './draft.ts';
import { settlePending } from './pending.ts';
import { readAggregate } from './read-aggregate.ts';
import { readBestselling } from './read-bestselling.ts';
import { readBetween } from './read-between.ts';
import { readChange } from './read-change.ts';
import { readCompare } from './read-compare.ts';
import { readConnective } from './read-connective.ts';
import { readCount } from './read-count.ts';
import { readDuration } from './read-duration.ts';
import { readFrequent } from './read-frequent.ts';
import { readGroup } from './read-group.ts';
import { readItem } from './read-item.ts';
import { readLate } from './read-late.ts';
import { readNot } from './read-not.ts';
import { readNumber } from './read-number.ts';
import { readOr } from './read-or.ts';
import { readOrder } from './read-order.ts';
import { readOutOf, readPossession } from './read-possession.ts';
import { readSeries } from './read-series.ts';
import { notePredicate, readShare } from './read-share.ts';
import { readSuperlative } from './read-superlative.ts';
import { readText } from './read-text.ts';
import { readTop } from './read-top.ts';
import { readUnit } from './read-unit.ts';
import { readValue } from './read-value.ts';
import { readHowMuch, readWhen } from './read-when.ts';

/** The ways to read what stands next; the first that fits is taken. */
const RULES: readonly Rule[] = [
  readWhen,
  readHowMuch,
  readUnit,
  readSeries,
  readChange,
  readShare,
  readLate,
  readPossession,
  readOutOf,
  readBestselling,
  readDuration,
  readCount,
  readAggregate,
  readTop,
  readSuperlative,
  readFrequent,
  readBetween,
  readCompare,
  readNot,
  readGroup,
  readOrder,
  readText,
  readValue,
  readNumber,
  readOr,
  readItem,
  readConnective,
];

/** Reads the chunks from left to right; what no rule can read is noted as unread. `about` is known from before. */
export function readQuestion(schema: Schema, chunks: readonly Chunk[], about?: Table): Draft {
  const draft = { ...emptyDraft(schema, chunks), ...(about && { entity: about, focus: [about] }) };
  while (draft.at < chunks.length) {
    notePredicate(draft);
    if (RULES.some((rule) => applies(rule, draft))) continue;
    if (draft.pending) settlePending(draft);
    else draft.unread.push(chunks[draft.at]?.text ?? '');
    draft.at += 1;
  }
  settlePending(draft);
  return draft;
}

/** A rule that does not fit leaves the position as it was. */
function applies(rule: Rule, draft: Draft): boolean {
  const { at } = draft;
  if (rule(draft)) return true;
  draft.at = at;
  return false;
}
