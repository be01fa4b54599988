import type { QuestionJob } from '../contracts/job.ts';
import type { ClassifyIntentOutput } from '../contracts/question-machine.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { readPrompt } from '../prompts/file-prompts.ts';
import { askModel, type ModelObserver, parseReply } from './ask-model.ts';
import { renderConversation } from './render-conversation.ts';
import { Classified } from './tool-inputs.ts';
import { CLASSIFY } from './tools.ts';

const PROMPT = readPrompt('classify');
const DEFAULT_REPLY =
  'I answer questions about the data of this source: counts, sums, rankings, comparisons over time. Ask one in plain words.';

export interface QuestionToClassify {
  readonly question: string;
  readonly askedAt: string;
  /** Name and description of the source. */
  readonly source: string;
  /** Earlier turns of the conversation, oldest first. */
  readonly turns: readonly QuestionJob[];
}

/** What kind of question this is, and the question written out so that it stands alone. */
export async function classifyIntent(
  model: LanguageModel,
  asked: QuestionToClassify,
  observer: ModelObserver,
): Promise<ClassifyIntentOutput> {
  const blocks = {
    source: asked.source,
    conversation: renderConversation(asked.turns),
    date: asked.askedAt.slice(0, 10),
    question: asked.question,
  };
  const reply = await askModel(model, PROMPT, blocks, [CLASSIFY], observer);
  if (reply.tool !== CLASSIFY.name) {
    throw new InqueryError('ModelOutputInvalid', `The model called ${reply.tool}, which was not offered.`);
  }
  const classified = parseReply(Classified, reply);
  return {
    ...classified,
    // A single question needs no rewriting: what was asked is what is answered.
    standaloneQuestion: asked.turns.length === 0 ? asked.question : classified.standaloneQuestion,
    ...(classified.intent === 'chat' && { reply: classified.reply ?? DEFAULT_REPLY }),
  };
}
