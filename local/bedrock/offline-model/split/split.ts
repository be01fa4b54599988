import type { ModelReply } from '../model-reply.ts';
import { block, type Prompt } from '../prompt/prompt.ts';
import { parseSchema } from '../schema/parse-schema.ts';
import { writeSql } from '../write-sql.ts';
import { dimensions } from './dimensions.ts';
import { readWhy, type Why } from './why.ts';

const MOST_FACTORS = 4;
const FEWEST_FACTORS = 2;
/** Each is tried by writing its SQL. */
const MOST_TRIED = 24;

/**
 * Answers the `split` job by one rule: the figure by month, then the figure of the period by each thing it can be
 * taken apart by. Only questions this model can write SQL for are asked.
 */
export function split(prompt: Prompt): ModelReply {
  const why = readWhy(block(prompt, 'question'));
  if (!why) return refusal('I could not tell which figure the question wants explained.');
  const questions = [...series(why), ...parts(why, dimensions(parseSchema(block(prompt, 'schema'))))];
  const readable: string[] = [];
  const tried = new Set<string>();
  for (const question of questions.slice(0, MOST_TRIED)) {
    const sql = readable.length < MOST_FACTORS ? sqlFor(prompt, question) : undefined;
    // Two words for one thing give the same SQL.
    if (sql === undefined || tried.has(sql)) continue;
    tried.add(sql);
    readable.push(question);
    if (readable.length === MOST_FACTORS) break;
  }
  if (readable.length < FEWEST_FACTORS) {
    return refusal(`I found too few figures about "${why.figure}" to explain it from.`);
  }
  return { kind: 'tool', name: 'split', input: { factors: readable.map((question) => ({ question })) } };
}

/** The period and those around it: its year, or all there is. */
function series({ figure, when }: Why): string[] {
  const year = when.match(/\b(?:19|20)\d\d\b/)?.[0];
  return year ? [`${figure} by month in ${year}`] : [`${figure} by month`];
}

const parts = ({ figure, when }: Why, by: readonly string[]) =>
  by.map((dimension) => [figure, 'by', dimension, when].filter(Boolean).join(' '));

/** The SQL this model would write for it; undefined when it could not. */
function sqlFor(prompt: Prompt, question: string): string | undefined {
  const text = prompt.text.replace(
    /<question>[\s\S]*?<\/question>/,
    () => `<question>\n${question}\n</question>`,
  );
  const reply = writeSql({ ...prompt, text });
  return reply.kind === 'tool' && reply.name === 'write_sql' ? JSON.stringify(reply.input) : undefined;
}

const refusal = (reason: string): ModelReply => ({ kind: 'tool', name: 'cannot_answer', input: { reason } });
