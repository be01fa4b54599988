import type { Conversation } from '../contracts/configuration.ts';
import type { QuestionJob } from '../contracts/job.ts';
import type { PromptOverrides } from '../contracts/prompts.ts';
import type { ClassifyIntentOutput } from '../contracts/question-machine.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { promptInUse } from '../prompts/prompts-in-use.ts';
import { askModel, type ModelObserver, parseReply } from './ask-model.ts';
import { askedBefore, chosenAnswer } from './chosen-answer.ts';
import { renderConversation } from './render-conversation.ts';
import { Classified } from './tool-inputs.ts';
import { CLASSIFY } from './tools.ts';

export interface QuestionToClassify {
  readonly question: string;
  readonly askedAt: string;
  /** Name and description of the source. */
  readonly source: string;
  /** Earlier turns of the conversation, oldest first. */
  readonly turns: readonly QuestionJob[];
  /** How much of them is shown. */
  readonly conversation: Conversation;
  /** Texts configured instead of the built-in prompts. */
  readonly prompts?: PromptOverrides;
}

/** What kind of question this is, and the question written out so that it stands alone. */
export async function classifyIntent(
  model: LanguageModel,
  asked: QuestionToClassify,
  observer: ModelObserver,
): Promise<ClassifyIntentOutput> {
  const before = askedBefore(asked.turns);
  const blocks = {
    source: asked.source,
    conversation: renderConversation(asked.turns, asked.conversation),
    date: asked.askedAt.slice(0, 10),
    question: chosenAnswer(asked.question, before),
  };
  const prompt = promptInUse('classify', asked.prompts);
  const reply = await askModel(model, prompt, blocks, [CLASSIFY], observer);
  const { clarification, ...classified } = parseReply(Classified, reply);
  // Whoever was asked has answered: the same is not asked twice running.
  const isNew = clarification && clarification.question !== before?.question;
  return {
    ...classified,
    ...(isNew && { clarification }),
    // A single question needs no rewriting: what was asked is what is answered.
    standaloneQuestion: asked.turns.length === 0 ? asked.question : classified.standaloneQuestion,
  };
}
