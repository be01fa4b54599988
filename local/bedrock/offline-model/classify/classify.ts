import type { ModelReply } from '../model-reply.ts';
import { parseConversation } from '../prompt/conversation.ts';
import { block, type Prompt } from '../prompt/prompt.ts';
import { chatReply } from './chat-reply.ts';
import { intentOf } from './intent.ts';
import { standaloneQuestion } from './standalone-question.ts';

/** Answers the `classify` job: what is wanted, and the question so that it stands alone. */
export function classify(prompt: Prompt): ModelReply {
  const question = block(prompt, 'question').trim();
  const turns = parseConversation(block(prompt, 'conversation'));
  // What could not be answered is no ground to build on.
  const before = (turns.findLast(({ sql }) => sql !== '') ?? turns.at(-1))?.question;
  const reply = chatReply(question);
  if (reply) return result({ intent: 'chat', standaloneQuestion: question, confidence: 0.95, reply });
  const standalone = before ? standaloneQuestion(question, before) : question;
  return result({
    intent: intentOf(question),
    standaloneQuestion: standalone,
    confidence: standalone === question ? 0.9 : 0.75,
  });
}

function result(input: Readonly<Record<string, unknown>>): ModelReply {
  return { kind: 'tool', name: 'classify', input };
}
