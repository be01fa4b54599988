import type { Stack } from '../../local/stack.ts';

export const QUESTION = 'How many customers are there?';
const SQL = 'SELECT count(*) AS customers FROM northwind.customers';

/** Lets the local Bedrock reply to that many questions at once, with tool calls that are the same each time. */
export function replyAtOnce({ faults }: Stack, questions: number): void {
  const reply = (tool: string, input: object) => ({
    ...{ kind: 'reply' as const, times: questions, match: { tool } },
    ...{ name: tool, input },
  });
  faults.order([
    reply('classify', { intent: 'retrieval', standaloneQuestion: QUESTION, confidence: 1 }),
    reply('write_sql', { sql: SQL, assumptions: [], confidence: 1 }),
    reply('explain', { answer: 'There are 91 customers.' }),
  ]);
}
