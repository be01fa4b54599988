import { parentsOf } from '../joins/join-path.ts';
import { contentWords } from '../language/content-words.ts';
import { stem } from '../language/stem.ts';
import { areSynonyms } from '../language/synonyms.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import type { ValueCandidate } from '../linking/chunk.ts';
import { displayColumns } from '../query/display-columns.ts';
import { type Column, type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { isText, tableNamed } from './peek.ts';

const PLACES = new Set(['city', 'town', 'country', 'nation', 'region', 'state', 'province'].map(stem));
const GOAL = new Set(['ship', 'shipped', 'deliver', 'delivery', 'destination', 'recipient'].map(stem));
/** Their values stand for the thing itself: who has a cat has a pet. */
const KINDS = new Set(['type', 'kind', 'category', 'genre', 'class', 'species', 'breed', 'name'].map(stem));
const BRINGS = /^(ship|deliver|sent$|send|dispatch|transport|export|go$|goes$|going$|went$|freight|forward)/i;

/**
 * "Shipped to Berlin": the place where something goes. A city that only suppliers are known to be in is no place
 * that anything goes to: the column of where it goes is asked instead; refused where there is none.
 */
export function destination(draft: Draft, { column, literal }: ValueCandidate): ValueCandidate | undefined {
  const place = lastWord(column);
  if (!isGoal(draft) || !PLACES.has(place) || tellsGoal(column)) return undefined;
  const isAstray = isFar(draft, column) || isSource(tableOf(draft.schema, column.table));
  if (!isAstray && !isBrought(draft)) return undefined;
  const goals = draft.schema.tables
    .flatMap(({ columns }) => columns)
    .filter((one) => one.kind === 'text' && lastWord(one) === place && tellsGoal(one));
  const [goal, ...more] = goals;
  if (!goal && !isAstray) return undefined;
  if (!goal || more.length > 0 || (goal.valuesComplete && !goal.values.includes(literal)))
    throw new Unreadable(`"${literal}" is no known ${goal?.name ?? place} that anything goes to`);
  draft.assumptions.push(`"${literal}" is taken as a value of ${goal.name}`);
  return { column: goal, literal };
}

/** A value of rows that the question never speaks of, and of which there may be several: "orders from Sydney". */
export function refuseUnspoken(draft: Draft, column: Column, text: string): void {
  const isName = displayColumns(draft.schema, tableOf(draft.schema, column.table)).includes(column);
  const isOwnRow = draft.entity?.key.includes('@') === true;
  if (!isName && !KINDS.has(lastWord(column)) && !isOwnRow && isFar(draft, column))
    throw new Unreadable(`"${text}" is no known value here`);
}

/** Whether a word before says that the place is where something goes. */
function isGoal(draft: Draft): boolean {
  return isText(draft, goalWord(draft), 'to');
}

function isBrought(draft: Draft): boolean {
  return BRINGS.test(draft.chunks[goalWord(draft) - 1]?.text ?? '');
}

function goalWord(draft: Draft): number {
  return isText(draft, draft.at - 1, 'the') ? draft.at - 2 : draft.at - 1;
}

function isFar(draft: Draft, { table }: Column): boolean {
  const named = draft.chunks.flatMap((chunk) => tableNamed(chunk) ?? []);
  const spoken = [...(draft.entity ? [draft.entity] : []), ...draft.focus, ...named];
  return (
    spoken.length > 0 &&
    !spoken.some(({ key }) => key === table || parentsOf(draft.schema, key).includes(table))
  );
}

/** Whether its rows are where things come from. */
function isSource({ name }: Table): boolean {
  return identifierWords(name, new Set()).some((word) => areOne(stem(word), stem('supplier')));
}

function areOne(left: string, right: string): boolean {
  return left === right || areSynonyms(left, right);
}

function tellsGoal({ name, description }: Column): boolean {
  const words = [...identifierWords(name, new Set()).map(stem), ...contentWords(description)];
  return words.some((word) => GOAL.has(word));
}

function lastWord({ name }: Column): string {
  return stem(identifierWords(name, new Set()).at(-1) ?? name);
}
