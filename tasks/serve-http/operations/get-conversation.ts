import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { conversationPath } from '../../../shared/http/job-paths.ts';
import type { Operation } from '../operation.ts';
import { questionSummary } from '../question-view.ts';

/** A conversation belongs to its principal: the same id is another one for somebody else. */
export const getConversation: Operation<'getConversation'> = async (call, { jobs }) => {
  const { params, query, principal } = call;
  const { items, cursor } = await jobs.listByConversation(principal.id, params.id, query);
  if (items.length === 0 && query.cursor === undefined) {
    throw problem('NotFound', 'You have no conversation of that id.');
  }
  return json(200, {
    id: params.id,
    questions: items.map(questionSummary),
    nextCursor: cursor,
    links: { self: conversationPath(params.id) },
  });
};
