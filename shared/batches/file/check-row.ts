import { QuestionText } from '../../contracts/http/questions.ts';
import { QuestionMode } from '../../contracts/job.ts';
import type { FileRow } from './file-row.ts';

/** A row as a question to be asked, or with what is wrong with it. */
export interface CheckedRow {
  readonly id?: string;
  readonly question: string;
  readonly asked?: { readonly question: string; readonly source: string; readonly mode: QuestionMode };
  readonly error?: string;
  readonly carried: Readonly<Record<string, string>>;
}

/** Of a question that is none, so much is given back that it can be found. */
const SHOWN_CHARACTERS = 500;

/** Gives the source a question goes to, or throws what it says about a source the asker does not have. */
export type ChooseSource = (asked: string | undefined) => string;

export function checkRow({ fields, problem }: FileRow, chooseSource: ChooseSource): CheckedRow {
  const columns = Object.entries(fields).map(([name, value]) => [name, textOf(value)] as const);
  const own = (wanted: string) =>
    columns.find(([name]) => name.toLowerCase() === wanted)?.[1]?.trim() || undefined;
  const carried = Object.fromEntries(
    columns.filter(([name]) => !['question', 'id'].includes(name.toLowerCase())),
  );
  const id = own('id');
  // A spreadsheet on Windows writes a line end within a cell as two characters.
  const question = (own('question') ?? '').replaceAll('\r\n', '\n');
  const checked =
    problem === undefined
      ? checkQuestion(question, own('source'), own('mode'), chooseSource)
      : { error: problem };
  return {
    ...(id !== undefined && { id }),
    question: 'error' in checked ? shortened(question) : question,
    ...checked,
    carried,
  };
}

function checkQuestion(
  text: string,
  asked: string | undefined,
  mode: string | undefined,
  chooseSource: ChooseSource,
) {
  const question = QuestionText.safeParse(text);
  if (!question.success)
    return { error: question.error.issues[0]?.message ?? 'The question cannot be asked.' };
  const chosen = QuestionMode.safeParse(mode?.toLowerCase() ?? 'answer');
  if (!chosen.success)
    return { error: `The mode "${mode}" is not one of ${QuestionMode.options.join(', ')}.` };
  try {
    return { asked: { question: question.data, source: chooseSource(asked), mode: chosen.data } };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const shortened = (text: string) =>
  text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS).toWellFormed()}…`;
