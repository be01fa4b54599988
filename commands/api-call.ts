import { Problem } from '../shared/contracts/http/problem.ts';

/** The API refused a call; the message is for people. */
class ApiRefusal extends Error {
  constructor({ title, detail, errors = [] }: Problem) {
    super(
      [`${title}: ${detail}`, ...errors.map(({ field, message }) => `  ${field}: ${message}`)].join('\n'),
    );
    this.name = 'ApiRefusal';
  }
}

/** What a caller shows: `{'x-api-key': …}` or `{authorization: 'Bearer …'}`. */
export type Credentials = Readonly<Record<string, string>>;

/** Calls the API; gives back the body, undefined when there is none. Throws what the problem document says. */
export type ApiCall = (method: string, path: string, body?: unknown) => Promise<unknown>;

export function apiCall(url: string, credentials: Credentials): ApiCall {
  return async (method, path, body) => {
    const response = await fetch(`${url.replace(/\/$/, '')}${path}`, {
      method,
      headers: { ...credentials, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : parse(text, response.status);
    if (response.ok) return answer;
    throw new ApiRefusal(Problem.parse(answer));
  };
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`That address is not Inquery's API: it answered ${status} and no JSON.`);
  }
}
