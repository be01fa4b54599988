import { choosePathBy } from './joins/choose-path.ts';
import { contentWords } from './language/content-words.ts';
import { tokenize } from './language/token.ts';
import { buildLexicon } from './lexicon/build-lexicon.ts';
import type { Chunk } from './linking/chunk.ts';
import { linkQuestion } from './linking/link-question.ts';
import { buildValueIndex } from './linking/value-index.ts';
import { buildMeasures } from './measures/build-measures.ts';
import type { ModelReply } from './model-reply.ts';
import { block, type Prompt } from './prompt/prompt.ts';
import type { Query } from './query/query.ts';
import { completeQuery } from './reading/complete-query.ts';
import type { Draft } from './reading/draft.ts';
import { readQuestion } from './reading/read-question.ts';
import { readSets } from './reading/read-sets.ts';
import { splitCounts } from './reading/split-counts.ts';
import { withOwnRows } from './schema/own-rows.ts';
import { parseSchema } from './schema/parse-schema.ts';
import type { Schema } from './schema/schema.ts';
import { writeFigures } from './sql/write-figures.ts';
import { writeQuery } from './sql/write-query.ts';
import { writeSets } from './sql/write-sets.ts';
import { Ambiguous, Unreadable } from './unreadable.ts';

/** The tool's own limit is 1,000 characters. */
const LONGEST_REASON = 900;

/** What "them" are was said in a question that is not here. */
const POINTS_BACK = /^\W*(?:and\s+)?(?:(?:which|who|how many) of (?:them|these|those)|their|its)\b/i;

const TWO_QUESTIONS =
  /^(.+?),?\s+and\s+(?:also\s+|then\s+)?((?:show|list|give|tell|how (?:many|much)|what|which|who)\b.+?)\W*$/i;

/** Answers the `write_sql` job: SQL when the reading covers the question, else why not. */
export function writeSql(prompt: Prompt): ModelReply {
  try {
    const { sql, assumptions } = readToSql(prompt);
    if (wasTried(prompt, sql))
      return refusal('the only reading of the question was tried already and failed');
    return {
      kind: 'tool',
      name: 'write_sql',
      input: { sql, assumptions, confidence: assumptions.length > 0 ? 0.8 : 0.9 },
    };
  } catch (error) {
    if (error instanceof Ambiguous && prompt.tools.includes('ask_back')) return askBack(error);
    if (error instanceof Unreadable) return refusal(`${error.message}${severalThings(prompt)}`);
    throw error;
  }
}

function readToSql(prompt: Prompt): { sql: string; assumptions: string[] } {
  const question = block(prompt, 'question').trim();
  if (POINTS_BACK.test(question)) throw new Unreadable('it is not clear who or what "them" is');
  const shown = parseSchema(block(prompt, 'schema'));
  if (shown.tables.length === 0) throw new Unreadable('the prompt shows no tables');
  const { schema, ownRows } = withOwnRows(shown);
  const chunks = linkQuestion(tokenize(question), {
    lexicon: [...buildMeasures(shown, block(prompt, 'metrics')), ...buildLexicon(schema, ownRows, question)],
    values: buildValueIndex(shown, block(prompt, 'values')),
    today: block(prompt, 'date').trim().slice(0, 10),
  });
  const sets = readSets(schema, chunks);
  if (sets) return { sql: writeSets(sets, schema), assumptions: [] };
  const several = splitCounts(chunks);
  const drafts = several ? readEach(schema, several) : [readQuestion(schema, chunks)];
  refuseUnread(drafts.flatMap(({ unread }) => unread));
  const queries = drafts.map(completeQuery);
  const choose = choosePathBy(schema, contentWords(question), queries.flatMap(tiesOf));
  const [query] = queries;
  const sql =
    several || !query ? writeFigures(queries, { schema, choose }) : writeQuery(query, { schema, choose });
  return { sql, assumptions: drafts.flatMap(({ assumptions }) => assumptions) };
}

/** Tables that the question only says something happened in. */
const tiesOf = ({ conditions }: Query): string[] =>
  conditions.flatMap((one) =>
    one.kind === 'related' && !one.negated && !one.count && one.where.length === 0 ? [one.table.key] : [],
  );

/** Each part for itself; what the first one is about, the next may leave unsaid. */
function readEach(schema: Schema, parts: readonly (readonly Chunk[])[]): Draft[] {
  const drafts: Draft[] = [];
  for (const part of parts) drafts.push(readQuestion(schema, part, drafts[0]?.entity));
  return drafts;
}

function refuseUnread(words: readonly string[]): void {
  if (words.length > 0)
    throw new Unreadable(`I could not place these words: ${words.map((word) => `"${word}"`).join(', ')}`);
}

/** Whether the prompt's attempts already hold this SQL, spaces aside. */
function wasTried(prompt: Prompt, sql: string): boolean {
  const squeeze = (text: string) => text.replace(/[\s;]+/g, ' ').toLowerCase();
  return squeeze(block(prompt, 'attempts')).includes(squeeze(sql));
}

/** What to do about a question that asks for two things at once. */
function severalThings(prompt: Prompt): string {
  const [, one, other] = TWO_QUESTIONS.exec(block(prompt, 'question').trim()) ?? [];
  return one && other ? `. These are two questions; ask them one at a time: "${one}", "${other}"` : '';
}

function askBack({ word, meanings }: Ambiguous): ModelReply {
  const question = `What is meant by "${word}"?`;
  return { kind: 'tool', name: 'ask_back', input: { question, choices: meanings } };
}

function refusal(reason: string): ModelReply {
  return { kind: 'tool', name: 'cannot_answer', input: { reason: reason.slice(0, LONGEST_REASON) } };
}
