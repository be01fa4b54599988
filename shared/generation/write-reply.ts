import type { PromptOverrides } from '../contracts/prompts.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { estimateTokens } from '../model/model-use.ts';
import { promptInUse } from '../prompts/prompts-in-use.ts';
import { askModel, type ModelObserver, parseReply } from './ask-model.ts';
import { Replied } from './tool-inputs.ts';
import { REPLY } from './tools.ts';

export interface QuestionAboutSystem {
  readonly question: string;
  /** Name and description of the source. */
  readonly source: string;
  /** Those the principal may see. */
  readonly tables: readonly { readonly name: string; readonly description?: string | undefined }[];
  /** Texts configured instead of the built-in prompts. */
  readonly prompts?: PromptOverrides;
}

/** Answers a question about the system or which data it has, from descriptions alone. */
export async function writeReply(
  model: LanguageModel,
  { question, source, tables, prompts }: QuestionAboutSystem,
  observer: ModelObserver,
): Promise<string> {
  const blocks = { source, tables: renderTables(tables), question };
  const reply = await askModel(model, promptInUse('reply', prompts), blocks, [REPLY], observer);
  return parseReply(Replied, reply).answer;
}

const MOST_TOKENS = 800;
const LONGEST_DESCRIPTION = 120;

/** A line for each table as long as there is room, then how many there are beside. */
function renderTables(tables: QuestionAboutSystem['tables']): string {
  const lines: string[] = [];
  let left = MOST_TOKENS;
  for (const { name, description } of tables) {
    const line = description ? `${name}: ${oneLine(description)}` : name;
    left -= estimateTokens(`${line}\n`);
    if (left < 0) break;
    lines.push(line);
  }
  const more = tables.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_DESCRIPTION);
