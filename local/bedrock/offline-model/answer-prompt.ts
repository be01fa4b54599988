import { classify } from './classify/classify.ts';
import { reply } from './classify/reply.ts';
import { explain } from './explain/explain.ts';
import type { ModelReply } from './model-reply.ts';
import type { Prompt } from './prompt/prompt.ts';
import { writeSql } from './write-sql.ts';

/** Answers a prompt by the job its tools offer; the offline model knows no others. */
export function answerPrompt(prompt: Prompt): ModelReply {
  if (prompt.tools.includes('write_sql')) return writeSql(prompt);
  if (prompt.tools.includes('classify')) return classify(prompt);
  if (prompt.tools.includes('explain')) return explain(prompt);
  if (prompt.tools.includes('reply')) return reply(prompt);
  const offered = prompt.tools.length > 0 ? prompt.tools.join(', ') : 'none';
  return {
    kind: 'text',
    text: `The offline model knows the tools classify, write_sql, explain and reply; this prompt offers: ${offered}.`,
  };
}
