import type { LanguageModel } from '../../model/language-model.ts';
import type { PromptText } from '../../prompts/prompt-text.ts';
import type { Blocks } from '../../prompts/render-prompt.ts';
import { askModel, type ModelObserver, parseReply } from '../ask-model.ts';
import { Explained } from '../tool-inputs.ts';
import { EXPLAIN } from '../tools.ts';
import type { Figure } from './figures-in.ts';
import { unknownFigures, withoutUnknown } from './without-unknown.ts';

/**
 * Sentences about rows whose every figure is known. A figure that is not is written anew once; what is still not
 * known is dropped with its sentence. Empty when no sentence is left.
 */
export async function writeFromRows(
  model: LanguageModel,
  prompt: PromptText,
  blocks: Blocks,
  isKnown: (figure: Figure) => boolean,
  observer: ModelObserver,
): Promise<string> {
  const write = async (more: Blocks) =>
    parseReply(Explained, await askModel(model, prompt, { ...blocks, ...more }, [EXPLAIN], observer)).answer;
  const first = await write({});
  const unknown = unknownFigures(first, isKnown);
  if (unknown.length === 0) return first;
  const attempts = `1.\n${first}\nerror: these figures are not in the rows: ${unknown.join('; ')}`;
  // Once: a model that fails or invents again is not worth another call.
  const second = await write({ attempts }).catch(() => first);
  return withoutUnknown(second, isKnown) || withoutUnknown(first, isKnown);
}
