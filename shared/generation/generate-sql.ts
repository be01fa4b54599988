import type { Attempt } from '../contracts/job.ts';
import type { PromptName, PromptOverrides } from '../contracts/prompts.ts';
import type { GeneratedSql } from '../contracts/question-machine.ts';
import type { LanguageModel, ToolReply } from '../model/language-model.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { promptInUse } from '../prompts/prompts-in-use.ts';
import { askModel, type ModelObserver, parseReply } from './ask-model.ts';
import type { Dialect, QuestionContext } from './question-context.ts';
import { renderAttempts } from './render-attempts.ts';
import { AskedBack, CannotAnswer, WrittenSql } from './tool-inputs.ts';
import { ASK_BACK, CANNOT_ANSWER, WRITE_SQL } from './tools.ts';

const SQL_PROMPTS: Readonly<Record<Dialect, PromptName>> = {
  postgres: 'sql-postgres',
  redshift: 'sql-redshift',
  athena: 'sql-athena',
};
const TOOLS = [WRITE_SQL, CANNOT_ANSWER];

export interface QuestionToAnswer {
  readonly question: string;
  readonly askedAt: string;
  readonly context: QuestionContext;
  /** Texts configured instead of the built-in prompts. */
  readonly prompts?: PromptOverrides;
}

/**
 * Writes the SQL; throws NotAnswerable with the model's reason, NeedsClarification with what it asks back (as JSON),
 * or ModelOutputInvalid.
 */
export async function generateSql(
  model: LanguageModel,
  asked: QuestionToAnswer,
  observer: ModelObserver,
): Promise<GeneratedSql> {
  const prompt = promptInUse(SQL_PROMPTS[asked.context.dialect], asked.prompts);
  const reply = await askModel(model, prompt, blocksOf(asked), [...TOOLS, ASK_BACK], observer);
  if (reply.tool === ASK_BACK.name) {
    throw new InqueryError('NeedsClarification', JSON.stringify(parseReply(AskedBack, reply)));
  }
  return readSql(reply, asked.context, observer);
}

/** Writes other SQL after an error; SQL that was tried before counts as no answer. Throws as generateSql does. */
export async function reflectSql(
  model: LanguageModel,
  asked: QuestionToAnswer,
  attempts: readonly Attempt[],
  observer: ModelObserver,
): Promise<GeneratedSql> {
  const blocks = { ...blocksOf(asked), attempts: renderAttempts(attempts) };
  const reply = await askModel(model, promptInUse('reflect', asked.prompts), blocks, TOOLS, observer);
  const written = readSql(reply, asked.context, observer);
  if (attempts.some(({ sql }) => normalise(sql) === normalise(written.sql))) {
    throw new InqueryError('ModelOutputInvalid', 'The model wrote SQL that had failed before.');
  }
  return written;
}

function blocksOf({ question, askedAt, context }: QuestionToAnswer) {
  const { schema, metrics, values, examples } = context;
  return { schema, metrics, values, examples, date: askedAt.slice(0, 10), question };
}

function readSql(
  reply: ToolReply,
  { warnings = [] }: QuestionContext,
  observer: ModelObserver,
): GeneratedSql {
  if (reply.tool === CANNOT_ANSWER.name) {
    const { reason } = parseReply(CannotAnswer, reply);
    throw new InqueryError('NotAnswerable', [reason, ...warnings].join(' '));
  }
  if (reply.tool !== WRITE_SQL.name) {
    throw new InqueryError('ModelOutputInvalid', `The model called ${reply.tool}, which was not offered.`);
  }
  const { sql: written, assumptions, confidence } = parseReply(WrittenSql, reply);
  const sql = written.trim().replace(/[\s;]+$/, '');
  observer.sql(sql);
  return { sql, assumptions: [...warnings, ...assumptions], confidence };
}

/** The same SQL however it is spaced and spelled; what stands in quotes counts as it is. */
function normalise(sql: string): string {
  return sql
    .split(/('(?:[^']|'')*'|"(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\s+/g, ' ').toLowerCase()))
    .join('')
    .trim();
}
