import type { Token } from '../language/token.ts';
import { OPERATOR_PHRASES } from './operator-phrases.ts';
import type { Operator } from './operators.ts';

export interface LinkedOperator {
  readonly length: number;
  readonly operator: Operator;
}

/** The longest operator phrase that begins at this token. */
export function linkOperator(tokens: readonly Token[], at: number): LinkedOperator | undefined {
  const phrase = OPERATOR_PHRASES.find(({ words }) =>
    words.every((choices, offset) => {
      const token = tokens[at + offset];
      return token?.kind === 'word' && choices.includes(token.lower);
    }),
  );
  return phrase && { length: phrase.words.length, operator: phrase.operator };
}
