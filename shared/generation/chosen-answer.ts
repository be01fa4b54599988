import type { Clarification, QuestionJob } from '../contracts/job.ts';

const NUMBER =
  /^\W*(?:(?:the|option|choice|number|no\.?|nr\.?)\s+)*(?:(\d+)(?:st|nd|rd|th)?|(first|second|third|fourth|last))(?:\s+one)?\W*$/i;
const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** What the turn before asked back, when it did. */
export function askedBefore(turns: readonly QuestionJob[]): Clarification | undefined {
  return turns.at(-1)?.ending?.clarification;
}

/** The choice that a message names by its number or place, in full; any other message as it is. */
export function chosenAnswer(message: string, clarification: Clarification | undefined): string {
  if (!clarification || clarification.choices.includes(message.trim())) return message;
  const [, digits, word = ''] = NUMBER.exec(message) ?? [];
  const place = digits ? Number(digits) - 1 : ORDINALS.indexOf(word.toLowerCase());
  const chosen = /^last$/i.test(word) ? clarification.choices.at(-1) : clarification.choices[place];
  return chosen ?? message;
}
