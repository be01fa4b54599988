import type { QuestionJob } from '../contracts/job.ts';

/** Only the latest turns: older ones seldom matter and cost tokens with every question. */
export const MOST_TURNS = 6;

/** Earlier turns as `Q:`, `SQL:` and `A:` lines, oldest first; empty outside a conversation. */
export function renderConversation(turns: readonly QuestionJob[]): string {
  return turns
    .slice(-MOST_TURNS)
    .flatMap(({ question, standaloneQuestion, ending }) => [
      `Q: ${oneLine(standaloneQuestion ?? question)}`,
      ...(ending?.sql ? [`SQL: ${oneLine(ending.sql)}`] : []),
      ...(ending?.answer ? [`A: ${oneLine(ending.answer)}`] : []),
      ...(ending?.clarification ? [`A: ${oneLine(ending.clarification.question)}`] : []),
    ])
    .join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 600);
}
