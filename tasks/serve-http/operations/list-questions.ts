import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { questionSummary } from '../question-view.ts';

export const listQuestions: Operation<'listQuestions'> = async ({ query, principal }, { jobs }) => {
  const { items, cursor } = await jobs.listByPrincipal(principal.id, query);
  return json(200, { questions: items.map(questionSummary), nextCursor: cursor });
};
