import { answerPrompt } from '../../../../../local/bedrock/offline-model/answer-prompt.ts';
import type { ModelReply } from '../../../../../local/bedrock/offline-model/model-reply.ts';

/** Renders blocks as prompts do and lets the offline model answer with these tools. */
export function answerBlocks(blocks: Readonly<Record<string, string>>, tools: readonly string[]): ModelReply {
  const text = Object.entries(blocks).map(([name, content]) => `<${name}>\n${content}\n</${name}>`);
  return answerPrompt({ text: `Some words around the blocks.\n${text.join('\n')}\nAnd some after.`, tools });
}

/** The SQL for a question on one line, or `cannot: <reason>`. */
export function sqlFor(
  schema: string,
  question: string,
  blocks: Readonly<Record<string, string>> = {},
): string {
  const reply = answerBlocks({ schema, date: '2025-05-10', ...blocks, question }, [
    'write_sql',
    'cannot_answer',
  ]);
  const input = reply.kind === 'tool' ? JSON.parse(JSON.stringify(reply.input)) : {};
  return input.sql ? String(input.sql).replace(/\s+/g, ' ') : `cannot: ${input.reason}`;
}
