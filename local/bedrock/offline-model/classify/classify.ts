import type { ModelReply } from '../model-reply.ts';
import { parseConversation } from '../prompt/conversation.ts';
import { block, type Prompt } from '../prompt/prompt.ts';
import { chatReply, isAboutSystem } from './chat-reply.ts';
import { completeQuestion } from './complete-question.ts';
import { englishOnly } from './english-only.ts';
import { intentOf } from './intent.ts';
import { standaloneQuestion } from './standalone-question.ts';

/** Answers the `classify` job: what is wanted, and the question so that it stands alone. */
export function classify(prompt: Prompt): ModelReply {
  const question = block(prompt, 'question').trim();
  const turns = parseConversation(block(prompt, 'conversation'));
  // What could not be answered is no ground to build on.
  const before = (turns.findLast(({ sql }) => sql !== '') ?? turns.at(-1))?.question;
  const same = { standaloneQuestion: question, confidence: 0.95 };
  const reply = chatReply(question);
  if (reply) return result({ intent: 'chat', ...same, reply });
  if (isAboutSystem(question)) return result({ intent: 'chat', ...same });
  const foreign = englishOnly(question);
  if (foreign) return result({ intent: 'out_of_scope', ...same, reply: foreign });
  const completed = completeQuestion(question, turns.at(-1));
  const standalone = completed ?? (before ? standaloneQuestion(question, before) : question);
  return result({
    intent: intentOf(completed ?? question),
    standaloneQuestion: standalone,
    confidence: standalone === question ? 0.9 : 0.75,
  });
}

function result(input: Readonly<Record<string, unknown>>): ModelReply {
  return { kind: 'tool', name: 'classify', input };
}
