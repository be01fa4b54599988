import { Problem } from '../../shared/contracts/http/problem.ts';
import type { AskQuestion } from '../../shared/contracts/http/questions.ts';
import { QuestionView } from '../../shared/contracts/job.ts';
import { isFinal } from '../../shared/contracts/job-status.ts';

const WAIT_SECONDS = 20;

/** The API refused a call; the message is for people. */
class ApiRefusal extends Error {
  constructor({ title, detail, errors = [] }: Problem) {
    super(
      [`${title}: ${detail}`, ...errors.map(({ field, message }) => `  ${field}: ${message}`)].join('\n'),
    );
    this.name = 'ApiRefusal';
  }
}

/** The part of the HTTP API that asks questions. */
export interface QuestionApi {
  submit(question: Partial<AskQuestion>): Promise<QuestionView>;
  /** Waits until the question has changed since this view. */
  nextView(view: QuestionView): Promise<QuestionView>;
  cancel(id: string): Promise<void>;
}

export function questionApi(url: string, apiKey: string): QuestionApi {
  const call = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { ...init, headers });
    const body: unknown = await response.json();
    if (response.ok) return body;
    throw new ApiRefusal(Problem.parse(body));
  };
  return {
    submit: async (question) =>
      QuestionView.parse(await call('/v1/questions', { method: 'POST', body: JSON.stringify(question) })),
    nextView: async ({ id, version }) =>
      QuestionView.parse(await call(`/v1/questions/${id}?wait=${WAIT_SECONDS}&after=${version}`)),
    cancel: async (id) => void (await call(`/v1/questions/${id}/cancel`, { method: 'POST', body: '{}' })),
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
