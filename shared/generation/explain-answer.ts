import type { Column, Row } from '../contracts/rows.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { readPrompt } from '../prompts/file-prompts.ts';
import { askModel, type ModelObserver, parseReply } from './ask-model.ts';
import { Explained } from './tool-inputs.ts';
import { EXPLAIN } from './tools.ts';

const PROMPT = readPrompt('explain');

export interface ResultToExplain {
  readonly question: string;
  readonly sql: string;
  readonly columns: readonly Column[];
  /** The first rows. */
  readonly rows: readonly Row[];
  readonly rowCount: number;
  readonly truncated: boolean;
}

/** One to three sentences that answer the question from the rows. */
export async function explainAnswer(
  model: LanguageModel,
  result: ResultToExplain,
  observer: ModelObserver,
): Promise<string> {
  const blocks = { question: result.question, sql: result.sql, rows: renderRows(result) };
  const reply = await askModel(model, PROMPT, blocks, [EXPLAIN], observer);
  if (reply.tool !== EXPLAIN.name) {
    throw new InqueryError('ModelOutputInvalid', `The model called ${reply.tool}, which was not offered.`);
  }
  return parseReply(Explained, reply).answer;
}

const MOST_ROWS = 20;
const LONGEST_CELL = 200;

/** A line that says what the columns are, then a line of JSON for each of the first rows. */
function renderRows({ columns, rows, rowCount, truncated }: ResultToExplain): string {
  const head = JSON.stringify({ columns, rowCount, truncated });
  return [head, ...rows.slice(0, MOST_ROWS).map((row) => JSON.stringify(row.map(shorten)))].join('\n');
}

function shorten(cell: unknown): unknown {
  return typeof cell === 'string' && cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell;
}
