import type { ValueCandidate } from '../linking/chunk.ts';
import type { Column } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';

/** Says what the words are taken for; words that may mean several values of a column mean none of them surely. */
export function tellMeant(
  draft: Draft,
  candidates: readonly ValueCandidate[],
  column: Column,
  literal: string,
  text: string,
): void {
  const [one, other] = candidates.filter((candidate) => candidate.column === column && candidate.isMeant);
  if (one?.literal !== literal) return;
  if (other) throw new Unreadable(`"${text}" could be ${one.literal} or ${other.literal}`);
  draft.assumptions.push(`"${text}" is taken for ${literal}`);
}
