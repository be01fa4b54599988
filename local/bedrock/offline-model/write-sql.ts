import { choosePathBy } from './joins/choose-path.ts';
import { contentWords } from './language/content-words.ts';
import { tokenize } from './language/token.ts';
import { buildLexicon } from './lexicon/build-lexicon.ts';
import { linkQuestion } from './linking/link-question.ts';
import { buildValueIndex } from './linking/value-index.ts';
import { buildMeasures } from './measures/build-measures.ts';
import type { ModelReply } from './model-reply.ts';
import { block, type Prompt } from './prompt/prompt.ts';
import { completeQuery } from './reading/complete-query.ts';
import { readQuestion } from './reading/read-question.ts';
import { parseSchema } from './schema/parse-schema.ts';
import { writeQuery } from './sql/write-query.ts';
import { Unreadable } from './unreadable.ts';

/** The tool's own limit is 1,000 characters. */
const LONGEST_REASON = 900;

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
    if (error instanceof Unreadable) return refusal(error.message);
    throw error;
  }
}

function readToSql(prompt: Prompt): { sql: string; assumptions: string[] } {
  const question = block(prompt, 'question').trim();
  const schema = parseSchema(block(prompt, 'schema'));
  if (schema.tables.length === 0) throw new Unreadable('the prompt shows no tables');
  const chunks = linkQuestion(tokenize(question), {
    lexicon: [...buildMeasures(schema, block(prompt, 'metrics')), ...buildLexicon(schema, question)],
    values: buildValueIndex(schema, block(prompt, 'values')),
    today: block(prompt, 'date').trim().slice(0, 10),
  });
  const draft = readQuestion(schema, chunks);
  if (draft.unread.length > 0) {
    throw new Unreadable(
      `I could not place these words: ${draft.unread.map((word) => `"${word}"`).join(', ')}`,
    );
  }
  const choose = choosePathBy(schema, contentWords(question));
  return { sql: writeQuery(completeQuery(draft), { schema, choose }), assumptions: draft.assumptions };
}

/** Whether the prompt's attempts already hold this SQL, spaces aside. */
function wasTried(prompt: Prompt, sql: string): boolean {
  const squeeze = (text: string) => text.replace(/[\s;]+/g, ' ').toLowerCase();
  return squeeze(block(prompt, 'attempts')).includes(squeeze(sql));
}

function refusal(reason: string): ModelReply {
  return { kind: 'tool', name: 'cannot_answer', input: { reason: reason.slice(0, LONGEST_REASON) } };
}
