import type { PromptOverrides } from '../contracts/prompts.ts';
import type { Column, Row } from '../contracts/rows.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import type { PromptText } from '../prompts/prompt-text.ts';
import { promptInUse } from '../prompts/prompts-in-use.ts';
import type { Blocks } from '../prompts/render-prompt.ts';
import { askModel, type ModelObserver, parseReply } from './ask-model.ts';
import { knownFigures } from './figures/known-figures.ts';
import { unknownFigures, withoutUnknown } from './figures/without-unknown.ts';
import { Explained } from './tool-inputs.ts';
import { EXPLAIN } from './tools.ts';

export interface ResultToExplain {
  readonly question: string;
  readonly sql: string;
  readonly columns: readonly Column[];
  /** The first rows. */
  readonly rows: readonly Row[];
  readonly rowCount: number;
  readonly truncated: boolean;
  /** Whether more rows share the last one's rank. */
  readonly tied?: boolean | undefined;
  /** Texts configured instead of the built-in prompts. */
  readonly prompts?: PromptOverrides;
}

/**
 * One to three sentences that answer the question from the rows, every figure in them one of the rows. A figure
 * that is not there is written anew once; what is still not there is dropped with its sentence.
 */
export async function explainAnswer(
  model: LanguageModel,
  result: ResultToExplain,
  observer: ModelObserver,
): Promise<string> {
  const blocks = { question: result.question, sql: result.sql, rows: renderRows(result) };
  const isKnown = knownFigures(result);
  const prompt = promptInUse('explain', result.prompts);
  const first = await write(model, prompt, blocks, observer);
  const unknown = unknownFigures(first, isKnown);
  if (unknown.length === 0) return first;
  const attempts = `1.\n${first}\nerror: these figures are not in the rows: ${unknown.join('; ')}`;
  // Once: a model that fails or invents again is not worth another call.
  const second = await write(model, prompt, { ...blocks, attempts }, observer).catch(() => first);
  return withoutUnknown(second, isKnown) || withoutUnknown(first, isKnown) || plainSentence(result);
}

async function write(
  model: LanguageModel,
  prompt: PromptText,
  blocks: Blocks,
  observer: ModelObserver,
): Promise<string> {
  const reply = await askModel(model, prompt, blocks, [EXPLAIN], observer);
  if (reply.tool !== EXPLAIN.name) {
    throw new InqueryError('ModelOutputInvalid', `The model called ${reply.tool}, which was not offered.`);
  }
  return parseReply(Explained, reply).answer;
}

/** What can be said of any result. */
function plainSentence({ rowCount }: ResultToExplain): string {
  return rowCount === 0
    ? 'Nothing matches.'
    : `The query returned ${rowCount} ${rowCount === 1 ? 'row' : 'rows'}.`;
}

const MOST_ROWS = 20;
const LONGEST_CELL = 200;

/** A line that says what the columns are, then a line of JSON for each of the first rows. */
function renderRows({ columns, rows, rowCount, truncated, tied }: ResultToExplain): string {
  const head = JSON.stringify({ columns, rowCount, truncated, ...(tied && { tied }) });
  return [head, ...rows.slice(0, MOST_ROWS).map((row) => JSON.stringify(row.map(shorten)))].join('\n');
}

function shorten(cell: unknown): unknown {
  return typeof cell === 'string' && cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell;
}
