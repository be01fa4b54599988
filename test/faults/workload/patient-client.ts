import { setTimeout as delay } from 'node:timers/promises';
import { LOCAL_API_KEY } from '../../../local/api-key.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const CALL_MS = 35_000;

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What became of tries that had to be repeated: status or reason → how often. */
export type Repeats = Map<string, number>;

export interface PatientClient {
  /** Calls until there is an answer other than 429 and 5xx; throws once `patienceMs` have passed in vain. */
  call(
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** Puts bytes to a link, as patiently. */
  put(url: string, body: string): Promise<void>;
  /** The bytes behind a link. */
  get(url: string): Promise<Buffer>;
  readonly repeats: Repeats;
}

/** A caller that behaves: it comes back after connection loss, 429 and 5xx, with the same Idempotency-Key. */
export function createPatientClient(url: () => string, patienceMs: number): PatientClient {
  const repeats: Repeats = new Map();
  const patiently = async (name: string, attempt: () => Promise<Response>): Promise<Response> => {
    const until = Date.now() + patienceMs;
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      const { response, problem } = await attempted(attempt);
      if (response && problem === undefined) return response;
      repeats.set(`${problem}`, (repeats.get(`${problem}`) ?? 0) + 1);
      if (Date.now() > until) throw new Error(`${name} got no answer in ${patienceMs} ms: ${problem}`);
      const seconds = Number(response?.headers.get('retry-after'));
      await delay(seconds > 0 ? Math.min(seconds * 1_000, LONGEST_PAUSE_MS) : pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };
  return {
    repeats,
    call: async (method, path, body, headers = {}) => {
      const response = await patiently(`${method} ${path}`, () =>
        fetch(`${url()}${path}`, {
          method,
          signal: AbortSignal.timeout(CALL_MS),
          headers: {
            'x-api-key': LOCAL_API_KEY,
            ...(body && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
      return { status: response.status, body: JSON.parse((await response.text()) || 'null') };
    },
    put: async (link, body) => {
      await patiently('PUT to a link', () => fetch(link, { method: 'PUT', body }));
    },
    get: async (link) =>
      Buffer.from(await (await patiently('GET of a link', () => fetch(link))).arrayBuffer()),
  };
}

/** The response with its body read, or why it is none to go by. */
async function attempted(
  attempt: () => Promise<Response>,
): Promise<{ response?: Response; problem?: string }> {
  try {
    const response = await attempt();
    const body = await response.arrayBuffer();
    const read = new Response(body, { status: response.status, headers: response.headers });
    const isNone = response.status === 429 || response.status >= 500;
    return { response: read, ...(isNone && { problem: String(response.status) }) };
  } catch (error) {
    const cause = Object(error).cause;
    return { problem: String(Object(cause).code ?? Object(error).name) };
  }
}
