import type { AskQuestion } from '../../shared/contracts/http/questions.ts';
import { QuestionView } from '../../shared/contracts/job.ts';
import { isFinal } from '../../shared/contracts/job-status.ts';
import { apiCall } from '../api-call.ts';

const WAIT_SECONDS = 20;

/** The part of the HTTP API that asks questions. */
export interface QuestionApi {
  submit(question: Partial<AskQuestion>): Promise<QuestionView>;
  /** Waits until the question has changed since this view. */
  nextView(view: QuestionView): Promise<QuestionView>;
  cancel(id: string): Promise<void>;
}

export function questionApi(url: string, apiKey: string): QuestionApi {
  const call = apiCall(url, { 'x-api-key': apiKey });
  return {
    submit: async (question) => QuestionView.parse(await call('POST', '/v1/questions', question)),
    nextView: async ({ id, version }) =>
      QuestionView.parse(await call('GET', `/v1/questions/${id}?wait=${WAIT_SECONDS}&after=${version}`)),
    cancel: async (id) => void (await call('POST', `/v1/questions/${id}/cancel`)),
  };
}

/** Follows a question to its end; `onView` sees every change. */
export async function followToEnd(
  api: QuestionApi,
  submitted: QuestionView,
  onView: (view: QuestionView) => void,
): Promise<QuestionView> {
  let view = submitted;
  onView(view);
  while (!isFinal(view.status)) {
    view = await api.nextView(view);
    onView(view);
  }
  return view;
}
