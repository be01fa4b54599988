import type { PromptOverrides } from '../contracts/prompts.ts';
import type { Column, Row } from '../contracts/rows.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { promptInUse } from '../prompts/prompts-in-use.ts';
import type { ModelObserver } from './ask-model.ts';
import { knownFigures } from './figures/known-figures.ts';
import { writeFromRows } from './figures/write-from-rows.ts';
import { renderRows } from './render-rows.ts';

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
  const blocks = {
    question: result.question,
    sql: result.sql,
    rows: renderRows(result, { ...(result.tied && { tied: true }) }),
  };
  const prompt = promptInUse('explain', result.prompts);
  const written = await writeFromRows(model, prompt, blocks, knownFigures(result), observer);
  return written || plainSentence(result);
}

/** What can be said of any result. */
function plainSentence({ rowCount }: ResultToExplain): string {
  return rowCount === 0
    ? 'Nothing matches.'
    : `The query returned ${rowCount} ${rowCount === 1 ? 'row' : 'rows'}.`;
}
