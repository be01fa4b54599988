import type { SplitQuestion } from '../../contracts/question-machine.ts';
import type { LanguageModel } from '../../model/language-model.ts';
import { InqueryError } from '../../platform/inquery-error.ts';
import { promptInUse } from '../../prompts/prompts-in-use.ts';
import { askModel, type ModelObserver, parseReply } from '../ask-model.ts';
import { blocksOf, type QuestionToAnswer } from '../generate-sql.ts';
import { CannotAnswer, Split } from '../tool-inputs.ts';
import { CANNOT_ANSWER, SPLIT } from '../tools.ts';

/** The questions whose figures bear on a "why"; throws NotAnswerable with the model's reason, or ModelOutputInvalid. */
export async function splitQuestion(
  model: LanguageModel,
  asked: QuestionToAnswer,
  observer: ModelObserver,
): Promise<SplitQuestion> {
  const reply = await askModel(
    model,
    promptInUse('split', asked.prompts),
    blocksOf(asked),
    [SPLIT, CANNOT_ANSWER],
    observer,
  );
  if (reply.tool === CANNOT_ANSWER.name) {
    throw new InqueryError('NotAnswerable', parseReply(CannotAnswer, reply).reason);
  }
  return parseReply(Split, reply);
}
