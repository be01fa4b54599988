import { type Token, tokenize } from '../language/token.ts';
import type { Entry } from '../lexicon/item.ts';
import { candidatesFor } from '../lexicon/match-name.ts';
import { isFlag } from '../schema/schema.ts';
import { plainWord } from './plain-words.ts';
import type { ValueIndex } from './value-index.ts';

const PREFIXED = /^(?:un|in|non)(\p{L}{4,})$/u;
const SURE = 0.6;

interface Known {
  readonly lexicon: readonly Entry[];
  readonly values: ValueIndex;
}

/**
 * "Unpaid", "inactive", "unshipped": where the schema has a yes-or-no column or a date for the rest of the word, and
 * nothing for the whole, it is what is not paid. A value is no such rest: what is not one of several may be any other.
 */
export function spellOutNegations(tokens: readonly Token[], { lexicon, values }: Known): Token[] {
  return tokens.flatMap((token) => {
    const rest = token.kind === 'word' ? PREFIXED.exec(token.lower)?.[1] : undefined;
    if (!rest || plainWord(token.lower) || values.has(token.lower)) return [token];
    if (candidatesFor([token.stem], lexicon).length > 0) return [token];
    const [spelled] = tokenize(rest);
    const isSaid = candidatesFor([spelled?.stem ?? ''], lexicon).some(
      ({ item, score }) =>
        score >= SURE && item.kind === 'column' && (isFlag(item.column) || item.column.kind === 'date'),
    );
    // What follows is no part of that name: "discharged admissions" would be one.
    return isSaid ? tokenize(`un ${rest} some`) : [token];
  });
}
