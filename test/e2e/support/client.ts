import { LOCAL_API_KEY } from '../../../local/api-key.ts';
import type { QuestionView } from '../../../shared/contracts/job.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Bodies are checked by what each test expects of them.
  readonly body: QuestionView & Record<string, unknown>;
}

export interface Asked {
  readonly source?: string;
  readonly conversationId?: string;
  readonly mode?: string;
}

/** Speaks to the API as a caller does. */
export function apiClient(url: string, apiKey: string = LOCAL_API_KEY) {
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'x-api-key': apiKey,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    // The gateway gives an empty body a content type too.
    const isJson = text !== '' && response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    } as Answer;
  };
  /** Asks and polls until the job has ended; the job as GET shows it. */
  const ask = async (question: string, asked: Asked = {}): Promise<QuestionView> => {
    const { status, body } = await call('POST', '/v1/questions', { question, ...asked });
    if (status !== 202) throw new Error(`POST /v1/questions answered ${status}: ${JSON.stringify(body)}`);
    return ended(body.id);
  };
  const ended = async (id: string): Promise<QuestionView> => {
    let version = 0;
    for (;;) {
      const { status, body } = await call('GET', `/v1/questions/${id}?wait=20&after=${version}`);
      if (status !== 200) throw new Error(`GET answered ${status}: ${JSON.stringify(body)}`);
      if (!['SUBMITTED', 'RUNNING', 'AWAITING_APPROVAL'].includes(body.status)) return body;
      version = body.version;
    }
  };
  return { call, ask, ended };
}
