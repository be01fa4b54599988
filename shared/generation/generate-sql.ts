import type { Attempt } from '../contracts/job.ts';
import type { GeneratedSql } from '../contracts/question-machine.ts';
import type { LanguageModel, ToolReply } from '../model/language-model.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { readPrompt } from '../prompts/file-prompts.ts';
import { askModel, type ModelObserver, parseReply } from './ask-model.ts';
import type { QuestionContext } from './question-context.ts';
import { renderAttempts } from './render-attempts.ts';
import { CannotAnswer, WrittenSql } from './tool-inputs.ts';
import { CANNOT_ANSWER, WRITE_SQL } from './tools.ts';

const SQL_PROMPT = readPrompt('sql-postgres');
const REFLECT_PROMPT = readPrompt('reflect');
const TOOLS = [WRITE_SQL, CANNOT_ANSWER];

export interface QuestionToAnswer {
  readonly question: string;
  readonly askedAt: string;
  readonly context: QuestionContext;
}

/** Writes the SQL, by an approach of its own where one is given; throws NotAnswerable with the model's reason, or ModelOutputInvalid. */
export async function generateSql(
  model: LanguageModel,
  asked: QuestionToAnswer,
  observer: ModelObserver,
  approach?: string,
): Promise<GeneratedSql> {
  const prompt = approach ? { ...SQL_PROMPT, system: `${SQL_PROMPT.system}\n\n${approach}` } : SQL_PROMPT;
  const reply = await askModel(model, prompt, blocksOf(asked), TOOLS, observer);
  return readSql(reply, asked.context, observer);
}

/**
 * Writes other SQL after an error; SQL that was tried before counts as no answer, unless it ran and merely found
 * nothing. Throws as generateSql does.
 */
export async function reflectSql(
  model: LanguageModel,
  asked: QuestionToAnswer,
  attempts: readonly Attempt[],
  observer: ModelObserver,
): Promise<GeneratedSql> {
  const blocks = { ...blocksOf(asked), attempts: renderAttempts(attempts) };
  const reply = await askModel(model, REFLECT_PROMPT, blocks, TOOLS, observer);
  const written = readSql(reply, asked.context, observer);
  const isSame = ({ sql }: Attempt) => normalise(sql) === normalise(written.sql);
  const last = attempts.at(-1);
  // Whoever stands by a text that is not stored means it: then nothing is what there is.
  const standsByIt = last?.error?.name === 'SuspiciousEmptyResult' && isSame(last);
  if (!standsByIt && attempts.some(isSame)) {
    throw new InqueryError('ModelOutputInvalid', 'The model wrote SQL that had failed before.');
  }
  return written;
}

/** What a prompt about the question's tables carries. */
export function blocksOf({ question, askedAt, context }: QuestionToAnswer) {
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
