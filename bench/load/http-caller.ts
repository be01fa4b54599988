import { LOCAL_API_KEY } from '../../local/api-key.ts';
import type { Outcome } from './offered-load.ts';

/** One caller of the API at an address. */
export interface HttpCaller {
  /** POST /v1/questions; waits in the call when `waitSeconds` is given. Rejects when the connection breaks. */
  ask(question: string, waitSeconds?: number): Promise<Response>;
  /** How a question that was accepted has ended, however long it takes. */
  endOf(response: Response): Promise<Outcome>;
}

export function httpCaller(url: string): HttpCaller {
  const call = (path: string, more: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...more, headers: { 'x-api-key': LOCAL_API_KEY, ...more.headers } });
  const endOf = async (response: Response): Promise<Outcome> => {
    const body = await response.text();
    if (response.status >= 500) return { kind: 'failed' };
    const { id, status } = Object(JSON.parse(body));
    if (status === 'SUBMITTED' || status === 'RUNNING')
      return endOf(await call(`/v1/questions/${id}?wait=20`));
    return status === 'ANSWERED' ? { kind: 'answered' } : { kind: 'lost' };
  };
  return {
    ask: (question, waitSeconds) =>
      call('/v1/questions', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(waitSeconds !== undefined && { prefer: `wait=${waitSeconds}` }),
        },
        body: JSON.stringify({ question }),
      }),
    endOf,
  };
}

/** What a call that is turned away says: how long to stay away. */
export function turnedAway(response: Response): Outcome | undefined {
  if (response.status !== 429) return undefined;
  return { kind: 'turned-away', afterMs: 1_000 * Number(response.headers.get('retry-after') ?? 1) };
}
