import type { ModelReply } from '../model-reply.ts';
import { block, type Prompt } from '../prompt/prompt.ts';
import { parseResultRows, type ResultRows } from '../prompt/result-rows.ts';
import { describeList } from './describe-list.ts';
import { type Asked, describeRow } from './describe-row.ts';

/** Answers the `explain` job: one to three sentences whose every figure stands in the rows. */
export function explain(prompt: Prompt): ModelReply {
  const result = parseResultRows(block(prompt, 'rows'));
  const asked = { question: block(prompt, 'question').trim(), sql: block(prompt, 'sql') };
  return {
    kind: 'tool',
    name: 'explain',
    input: { answer: result ? answer(result, asked) : 'No result was given.' },
  };
}

function answer(result: ResultRows, asked: Asked): string {
  const [first] = result.rows;
  if (!first) return 'No rows match.';
  if (result.rows.length === 1 && result.rowCount <= 1) {
    const row = describeRow(result, first, asked);
    return result.tied ? `${row} Others share this place.` : row;
  }
  const list = describeList(result, asked.question);
  return result.tied ? `${list} The last place is shared with others that are not shown.` : list;
}
