import { LOCAL_API_KEY } from '../../local/api-key.ts';
import { type Outcome, offerLoad } from './offered-load.ts';

/** A process of callers over HTTP: `http-callers.ts URL CALLERS SECONDS QUESTION`; prints what it has measured. */
const [url = '', callers = '', seconds = '', question = ''] = process.argv.slice(2);
const FAILED: Outcome = { kind: 'failed' };

async function ask(): Promise<Outcome> {
  try {
    const response = await call('POST', '/v1/questions', { question });
    if (response.status === 429) {
      return { kind: 'turned-away', afterMs: 1_000 * Number(response.headers.get('retry-after') ?? 1) };
    }
    return await endOf(response);
  } catch {
    return FAILED;
  }
}

/** A question that took longer than the call could wait is asked after until it has ended. */
async function endOf(response: Response): Promise<Outcome> {
  const body = await response.text();
  if (response.status >= 500) return FAILED;
  const { id, status } = Object(JSON.parse(body));
  if (status !== 'SUBMITTED' && status !== 'RUNNING') {
    return status === 'ANSWERED' ? { kind: 'answered' } : { kind: 'lost' };
  }
  return endOf(await call('GET', `/v1/questions/${id}?wait=20`));
}

function call(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: {
      'x-api-key': LOCAL_API_KEY,
      ...(body && { 'content-type': 'application/json', prefer: 'wait=20' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

process.stdout.write(JSON.stringify(await offerLoad(Number(callers), Number(seconds), ask)));
