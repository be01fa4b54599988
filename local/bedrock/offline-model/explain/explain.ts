import type { ModelReply } from '../model-reply.ts';
import { block, blocks, type Prompt } from '../prompt/prompt.ts';
import { parseResultRows } from '../prompt/result-rows.ts';
import { argue } from './argue.ts';
import { describeResult } from './describe-result.ts';

/** Answers the `explain` job: sentences whose every figure stands in the rows, of one query or of several. */
export function explain(prompt: Prompt): ModelReply {
  const argued = argue(blocks(prompt, 'rows'));
  return { kind: 'tool', name: 'explain', input: { answer: argued ?? answer(prompt) } };
}

function answer(prompt: Prompt): string {
  const result = parseResultRows(block(prompt, 'rows'));
  const asked = { question: block(prompt, 'question').trim(), sql: block(prompt, 'sql') };
  return result ? describeResult(result, asked) : 'No result was given.';
}
