import type { PromptOverrides } from '../../contracts/prompts.ts';
import type { Column, Row } from '../../contracts/rows.ts';
import type { LanguageModel } from '../../model/language-model.ts';
import { promptInUse } from '../../prompts/prompts-in-use.ts';
import type { ModelObserver } from '../ask-model.ts';
import { knownFigures } from '../figures/known-figures.ts';
import { writeFromRows } from '../figures/write-from-rows.ts';
import { renderRows } from '../render-rows.ts';

/** One of the figures a "why" was split into: its rows, or why there are none. */
export type Factor = { readonly question: string } & (
  | {
      readonly sql: string;
      readonly columns: readonly Column[];
      /** The first rows. */
      readonly rows: readonly Row[];
      readonly rowCount: number;
      readonly truncated: boolean;
    }
  | { readonly missing: string }
);

export interface Why {
  readonly question: string;
  readonly askedAt: string;
  readonly factors: readonly Factor[];
  /** Texts configured instead of the built-in prompts. */
  readonly prompts?: PromptOverrides;
}

/**
 * What explains the matter, argued from the rows of all factors: every figure in it is one of theirs. A figure that
 * is not there is written anew once; what is still not there is dropped with its sentence.
 */
export async function argueAnswer(model: LanguageModel, why: Why, observer: ModelObserver): Promise<string> {
  const blocks = { question: why.question, date: why.askedAt.slice(0, 10), rows: why.factors.map(render) };
  const prompt = promptInUse('argue', why.prompts);
  return (await writeFromRows(model, prompt, blocks, figuresOf(why), observer)) || PLAIN;
}

const PLAIN = 'The figures that bear on this were fetched; no explanation could be drawn from them alone.';

/** The rows of all factors are one set of facts; how many each has is one of them. */
function figuresOf({ question, factors }: Why) {
  const found = factors.flatMap((factor) => ('missing' in factor ? [] : [factor]));
  return knownFigures({
    question: [question, ...factors.map((factor) => factor.question)].join('\n'),
    sql: found.map(({ sql }) => sql).join('\n'),
    rows: [...found.flatMap(({ rows }) => rows), found.map(({ rowCount }) => rowCount)],
    rowCount: factors.length,
  });
}

function render(factor: Factor): string {
  const { question } = factor;
  return 'missing' in factor
    ? JSON.stringify({ question, missing: factor.missing })
    : renderRows(factor, { question });
}
