import type { Conversation } from '../contracts/configuration.ts';
import type { QuestionJob } from '../contracts/job.ts';
import { estimateTokens } from '../model/model-use.ts';

const CHARACTERS_A_TOKEN = 4;
const LONGEST_LINE = 600;

/**
 * Earlier turns as `Q:`, `SQL:` and `A:` lines, oldest first, the latest that fit; empty outside a conversation.
 * What the guardrail stopped is shown to no model, here as little as when it was asked.
 */
export function renderConversation(
  turns: readonly QuestionJob[],
  { turns: most, tokens }: Conversation,
): string {
  const shown: string[] = [];
  let left = tokens;
  const latest = turns.filter(({ ending }) => ending?.error?.name !== 'GuardrailBlocked').slice(-most);
  for (const turn of latest.reverse()) {
    // The turn just before is what a follow-up means: a part of it is better than nothing.
    const text =
      shown.length === 0 ? renderTurn(turn).slice(0, tokens * CHARACTERS_A_TOKEN) : renderTurn(turn);
    left -= estimateTokens(text);
    if (left < 0) break;
    shown.unshift(text);
  }
  return shown.join('\n');
}

function renderTurn({ question, standaloneQuestion, ending }: QuestionJob): string {
  const { sql, answer, clarification } = ending ?? {};
  return [
    `Q: ${oneLine(standaloneQuestion ?? question)}`,
    ...(sql ? [`SQL: ${oneLine(sql)}`] : []),
    ...(answer ? [`A: ${oneLine(answer)}`] : []),
    ...(clarification
      ? [`A: ${oneLine(`${clarification.question} ${numbered(clarification.choices)}`)}`]
      : []),
  ].join('\n');
}

/** "(1: net; 2: gross)": an answer may name a choice by its number. */
function numbered(choices: readonly string[]): string {
  return `(${choices.map((choice, at) => `${at + 1}: ${choice}`).join('; ')})`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_LINE);
}
