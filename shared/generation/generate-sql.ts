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
 * Writes the SQL, by an approach of its own where one is given; throws NotAnswerable with the model's reason,
 * NeedsClarification with the ending of the job (as JSON: what it asks back, and what is to be said of the data), or
 * ModelOutputInvalid.
 */
export async function generateSql(
  model: LanguageModel,
  asked: QuestionToAnswer,
  observer: ModelObserver,
  approach?: string,
): Promise<GeneratedSql> {
  const plain = promptInUse(SQL_PROMPTS[asked.context.dialect], asked.prompts);
  const prompt = approach ? { ...plain, system: `${plain.system}\n\n${approach}` } : plain;
  // One of several candidates has nobody to ask: it does without.
  const tools = approach ? TOOLS : [...TOOLS, ASK_BACK];
  const reply = await askModel(model, prompt, blocksOf(asked), tools, observer);
  if (reply.tool === ASK_BACK.name) {
    const { warnings = [] } = asked.context;
    const said = warnings.length > 0 && { assumptions: warnings };
    const ending = { clarification: parseReply(AskedBack, reply), ...said };
    throw new InqueryError('NeedsClarification', JSON.stringify(ending));
  }
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
  const reply = await askModel(model, promptInUse('reflect', asked.prompts), blocks, TOOLS, observer);
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
