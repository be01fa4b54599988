import { contentWords } from '../language/content-words.ts';
import type { Turn } from '../prompt/conversation.ts';

/** As a conversation tells what was asked back, the choices numbered; a word in quotes is what was not clear. */
const ASKED_BACK = /^(.+?) \((1: .+)\)$/;
const WORD = /"([^"]+)"/;
const QUESTION = /^\W*(?:how|which|what|who|whose|when|where|why|list|show|give|count|find|compare)\b/i;

/**
 * The question before this one, completed by the answer to what was asked back about it. Undefined when nothing was
 * asked back, or the message is no answer to it.
 */
export function completeQuestion(answer: string, turn: Turn | undefined): string | undefined {
  const [, asked = '', list = ''] = ASKED_BACK.exec(turn?.answer ?? '') ?? [];
  if (!turn || list === '') return undefined;
  const choice = chosen(answer, list.split(/(?:^|; )\d+: /).slice(1));
  if (!choice) return undefined;
  const word = WORD.exec(asked)?.[1];
  if (word && turn.question.includes(word)) return turn.question.replace(word, choice);
  return `${turn.question.replace(/[\s?.!]+$/, '')} ${choice}?`;
}

/** The choice itself, or the only one that the most words of the answer stand in: "the customer's". */
function chosen(answer: string, choices: readonly string[]): string | undefined {
  const exact = choices.find((choice) => choice.toLowerCase() === answer.toLowerCase());
  if (exact || QUESTION.test(answer)) return exact;
  const words = contentWords(answer);
  const shared = choices.map((choice) => {
    const own = new Set(contentWords(choice));
    return words.filter((word) => own.has(word)).length;
  });
  const most = Math.max(...shared);
  // Most of an answer is about the choice; a new question has words of its own.
  const isAnswer = most > 0 && most * 2 >= words.length;
  return isAnswer && shared.indexOf(most) === shared.lastIndexOf(most)
    ? choices[shared.indexOf(most)]
    : undefined;
}
