import type { Token } from '../language/token.ts';
import { OPERATOR_PHRASES } from './operator-phrases.ts';
import type { Operator } from './operators.ts';

export interface LinkedOperator {
  readonly length: number;
  readonly operator: Operator;
}

/** The longest operator phrase that begins at this token. */
export function linkOperator(tokens: readonly Token[], at: number): LinkedOperator | undefined {
  const whole = wholeLength(tokens, at);
  if (whole > 0) return { length: whole, operator: { op: 'filler' } };
  const phrase = OPERATOR_PHRASES.find(
    ({ words, operator }) =>
      words.every((choices, offset) => {
        const token = tokens[at + offset];
        return token?.kind === 'word' && choices.includes(token.lower);
      }) && !(operator.op === 'orMore' && tokens[at + words.length]?.lower === 'than'),
  );
  return phrase && { length: phrase.words.length, operator: phrase.operator };
}

/** "… of the country?" at the end of a sentence means all there is; 0 when nothing of the kind stands here. */
function wholeLength(tokens: readonly Token[], at: number): number {
  const [preposition, article, noun, after] = tokens.slice(at, at + 4);
  const closes = !after || /^[.?!]$/.test(after.text);
  const fits =
    /^(of|in|across|within|throughout)$/.test(preposition?.lower ?? '') &&
    /^(the|our)$/.test(article?.lower ?? '') &&
    /^(country|company|world|database|business|firm|dataset)$/.test(noun?.lower ?? '');
  return closes && fits ? 3 : 0;
}
