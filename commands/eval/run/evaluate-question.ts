import { describeError } from '../../../local/stack/describe-error.ts';
import type { QuestionView, Step } from '../../../shared/contracts/job.ts';
import type { QuestionResult } from '../result.ts';
import type { SuiteQuestion } from '../suite.ts';
import type { AskedQuestion, AskQuestion } from './ask-question.ts';
import { failureKind } from './failure-kind.ts';
import { allShown, neededTables } from './needed-tables.ts';
import { type ReferenceDatabase, ReferenceFailed } from './reference-database.ts';

export interface Evaluation {
  readonly ask: AskQuestion;
  /** The source that a question is put to. */
  sourceOf(question: SuiteQuestion): string;
  referenceOf(question: SuiteQuestion): ReferenceDatabase;
  /** The tables that the model was shown for a job. */
  shownTables(jobId: string): Promise<readonly string[]>;
  /** More about a call that the model rejected; undefined when there is nothing to add. */
  explainRejection?(view: QuestionView): string | undefined;
}

/** Asks one question and judges the answer; what goes wrong on the way makes it `failed`, and is never thrown. */
export async function evaluateQuestion(
  evaluation: Evaluation,
  question: SuiteQuestion,
): Promise<QuestionResult> {
  const startedAt = performance.now();
  const { id, db, difficulty } = question;
  const about = { id, ...(db && { db }), difficulty };
  try {
    const asked = await evaluation.ask(question.question, evaluation.sourceOf(question));
    const ms = Math.round(performance.now() - startedAt);
    return { ...about, ...(await judge(evaluation, question, asked)), ...spent(asked.view), ms };
  } catch (error) {
    const ms = Math.round(performance.now() - startedAt);
    const nothing = { sql: null, attempts: 0, tokens: 0, costUsd: 0, calls: [] };
    return { ...about, outcome: 'failed', kind: 'internal', error: describeError(error), ...nothing, ms };
  }
}

type Verdict = Pick<QuestionResult, 'outcome' | 'kind' | 'error'>;

async function judge(
  evaluation: Evaluation,
  question: SuiteQuestion,
  asked: AskedQuestion,
): Promise<Verdict> {
  const { view, rows } = asked;
  try {
    if (rows && (await isRight(evaluation, question, rows))) return { outcome: 'right' };
  } catch (error) {
    if (!(error instanceof ReferenceFailed)) throw error;
    return { outcome: 'failed', kind: 'reference', error: error.message };
  }
  const kind = failureKind(view, await sawItsTables(evaluation, question, view));
  const error = messageOf(view, evaluation);
  return { outcome: notRight(view), kind, ...(error && { error }) };
}

function notRight({ status }: QuestionView): Verdict['outcome'] {
  if (status === 'ANSWERED') return 'wrong';
  return status === 'FAILED' || status === 'CANCELLED' ? 'failed' : 'refused';
}

function isRight(
  evaluation: Evaluation,
  question: SuiteQuestion,
  rows: NonNullable<AskedQuestion['rows']>,
): Promise<boolean> {
  const references = referencesOf(evaluation, question);
  return evaluation.referenceOf(question).isRight(rows, references, question.ordered);
}

function referencesOf({ sourceOf }: Evaluation, question: SuiteQuestion): readonly string[] {
  return question.referencesFor[sourceOf(question)] ?? question.references;
}

async function sawItsTables(
  evaluation: Evaluation,
  question: SuiteQuestion,
  view: QuestionView,
): Promise<boolean> {
  if (!view.steps.some(({ state }) => state === 'Retrieve')) return true;
  const shown = await evaluation.shownTables(view.id);
  const needed = await Promise.all(referencesOf(evaluation, question).map(neededTables));
  return needed.some((tables) => allShown(tables, shown));
}

function messageOf(view: QuestionView, { explainRejection }: Evaluation): string | undefined {
  if (view.error) {
    const more = view.error.name === 'ModelRejected' ? explainRejection?.(view) : undefined;
    return `${view.error.name}: ${more ?? view.error.message}`;
  }
  if (view.clarification) return `Asks back: ${view.clarification.question}`;
  if (view.status === 'REPLIED') return `Replies without rows: ${view.answer ?? ''}`;
  return view.truncated ? 'The row cap cut the result.' : undefined;
}

function spent(view: QuestionView) {
  const { tokensIn, tokensOut, costUsd } = view.usage;
  return {
    sql: view.sql ?? view.attempts.at(-1)?.sql ?? null,
    attempts: view.attempts.length,
    tokens: tokensIn + tokensOut,
    costUsd,
    calls: view.steps.flatMap(callOf),
  };
}

/** A call that writes text; the embedding of the question is none. */
function callOf({ state, model, tokensIn, tokensOut = 0 }: Step): QuestionResult['calls'] {
  return model && tokensIn !== undefined && state !== 'Retrieve' ? [{ state, tokensIn, tokensOut }] : [];
}
