import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import openApi from '../../docs/openapi.json' with { type: 'json' };
import { jobKey } from '../../shared/jobs/job-key.ts';
import { documentsOf } from '../../shared/platform/dynamodb-documents.ts';
import { type Answer, apiClient } from './support/client.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';
const SLOW = { kind: 'timeout', ms: 20_000, match: { tool: 'write_sql' } } as const;

let running: RunningStack;

beforeAll(async () => {
  running = await runStack();
});

afterEach(() => running.stack.faults.clear());

afterAll(() => running?.stop());

const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  running.api.call(method, path, body, headers);
const ask = (body: object, headers: Record<string, string> = {}) =>
  call('POST', '/v1/questions', body, headers);

/** A client with a key of its own, for a principal that is nobody else's. */
async function newPrincipal(principalId: string, roles: string[] = ['analyst']) {
  const { body } = await call('POST', '/v1/keys', { principalId, roles });
  return apiClient(running.stack.url, String(body.key));
}

describe('an Idempotency-Key', () => {
  it('leads a retry to the same question', async () => {
    const headers = { 'idempotency-key': 'retry' };

    const first = await ask({ question: QUESTION }, headers);
    const second = await ask({ question: QUESTION }, headers);

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.id).toBe(first.body.id);
  });

  it('is refused with another body, and says which question it belongs to', async () => {
    const headers = { 'idempotency-key': 'other body' };
    const first = await ask({ question: QUESTION }, headers);

    const second = await ask({ question: QUESTION, mode: 'sql' }, headers);

    expect(problemOf(second)).toEqual([409, 'IdempotencyKeyReused']);
    expect(second.body.instance).toBe(`/v1/questions/${first.body.id}`);
  });

  it('makes one question of calls that come at the same time', async () => {
    const { call: asNewcomer } = await newPrincipal('twice');
    const headers = { 'idempotency-key': 'at once' };

    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => asNewcomer('POST', '/v1/questions', { question: QUESTION }, headers)),
    );
    const listed = await asNewcomer('GET', '/v1/questions');

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(listed.body.questions).toHaveLength(1);
  });
});

describe('Prefer: wait', () => {
  const wait = (seconds: number) => ({ prefer: `wait=${seconds}` });

  it('answers 200 with the rows, and where the question is', async () => {
    const { status, headers, body } = await ask({ question: QUESTION }, wait(20));

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect(headers.get('preference-applied')).toBe('wait=20');
    expect(headers.get('location')).toMatch(new RegExp(`/v1/questions/${body.id}$`));
  });

  it('answers 202 when the question has not ended in time', async () => {
    running.stack.faults.order(SLOW);

    const { status, body } = await ask({ question: QUESTION }, wait(1));
    await call('POST', `/v1/questions/${body.id}/cancel`);

    expect([status, body.status]).toEqual([202, 'RUNNING']);
  });

  it('answers 422 when the question is refused', async () => {
    running.stack.faults.order({
      kind: 'reply',
      match: { tool: 'write_sql' },
      name: 'write_sql',
      input: { sql: 'DROP TABLE northwind.customers', assumptions: [], confidence: 1 },
    });

    const answer = await ask({ question: QUESTION }, wait(20));

    expect(problemOf(answer)).toEqual([422, 'UnsafeSql']);
    expect(answer.body.instance).toMatch(/^\/v1\/questions\//);
  });

  it('answers 502 when the model fails', async () => {
    running.stack.faults.order({
      kind: 'reply',
      times: 9,
      match: { tool: 'write_sql' },
      name: 'write_sql',
      input: { sql: 'SELECT missing FROM northwind.customers', assumptions: [], confidence: 1 },
    });

    const answer = await ask({ question: QUESTION }, wait(20));

    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('a long poll', () => {
  it('with `after` answers at every change until the end', async () => {
    const { body: submitted } = await ask({ question: QUESTION });
    const versions: number[] = [];
    let job = submitted;

    while (!['ANSWERED', 'FAILED'].includes(job.status)) {
      job = (await call('GET', `/v1/questions/${submitted.id}?wait=20&after=${job.version}`)).body;
      versions.push(job.version);
    }

    expect(job.status).toBe('ANSWERED');
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  it('answers with the question as it is when nothing changes in time', async () => {
    running.stack.faults.order(SLOW);
    const { body } = await ask({ question: QUESTION });

    const { status, body: waited } = await call('GET', `/v1/questions/${body.id}?wait=1&after=9999`);
    await call('POST', `/v1/questions/${body.id}/cancel`);

    expect([status, waited.status]).toEqual([200, 'RUNNING']);
  });

  it('answers 304 to who has the version', async () => {
    const { id } = await running.api.ask(QUESTION);
    const first = await call('GET', `/v1/questions/${id}`);

    const again = await call('GET', `/v1/questions/${id}`, undefined, {
      'if-none-match': first.headers.get('etag') ?? '',
    });

    expect(again.status).toBe(304);
  });
});

describe('pages', () => {
  it('of the history come newest first, each question once', async () => {
    const reader = await newPrincipal('reader');
    const asked: string[] = [];
    for (let number = 0; number < 5; number++) {
      asked.push((await reader.call('POST', '/v1/questions', { question: QUESTION })).body.id);
    }

    const seen: string[] = [];
    for (let path: string | undefined = '/v1/questions?limit=2'; path; ) {
      const { body }: Answer = await reader.call('GET', path);
      // The list's own shape; the client is typed for one question.
      seen.push(...(body.questions as { id: string }[]).map(({ id }) => id));
      path = body.nextCursor ? `/v1/questions?limit=2&cursor=${body.nextCursor}` : undefined;
    }

    expect(seen).toEqual(asked.reverse());
  });

  it('of more than 100 rows come whole, in order, from the snapshot', async () => {
    running.stack.faults.order({
      kind: 'reply',
      match: { tool: 'write_sql' },
      name: 'write_sql',
      input: {
        sql: 'SELECT order_id FROM northwind.orders ORDER BY order_id LIMIT 250',
        assumptions: [],
        confidence: 1,
      },
    });
    const job = await running.api.ask('List the orders by id');

    const pages: unknown[][] = [];
    for (let path: string | undefined = `/v1/questions/${job.id}/rows?limit=70`; path; ) {
      const { body }: Answer = await call('GET', path);
      pages.push(body.rows ?? []);
      path = body.nextCursor ? `/v1/questions/${job.id}/rows?limit=70&cursor=${body.nextCursor}` : undefined;
    }

    const ids = pages.flat().map((row) => Number(Object(row)[0]));
    expect([job.rowCount, job.rows?.length]).toEqual([250, 100]);
    expect(pages.map((page) => page.length)).toEqual([70, 70, 70, 40]);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it('take no cursor of another list', async () => {
    const { body } = await call('GET', '/v1/questions?limit=1');
    const stranger = await newPrincipal('cursor-thief');

    const answer = await stranger.call('GET', `/v1/questions?cursor=${body.nextCursor}`);

    expect(problemOf(answer)).toEqual([400, 'InvalidRequest']);
  });
});

describe('cancelling', () => {
  it('ends a running question and its execution, and may be repeated', async () => {
    running.stack.faults.order(SLOW);
    const { body } = await ask({ question: QUESTION });

    const cancelled = await call('POST', `/v1/questions/${body.id}/cancel`);
    const again = await call('POST', `/v1/questions/${body.id}/cancel`);

    expect(cancelled.body.status).toBe('CANCELLED');
    expect(again.status).toBe(200);
    expect((await running.api.ended(body.id)).status).toBe('CANCELLED');
  });

  it('comes too late for a question that has ended', async () => {
    const { id } = await running.api.ask(QUESTION);

    const answer = await call('POST', `/v1/questions/${id}/cancel`);

    expect(problemOf(answer)).toEqual([409, 'AlreadyEnded']);
    expect(answer.body.jobStatus).toBe('ANSWERED');
  });
});

describe('a conversation', () => {
  it('understands a follow-up and lists its questions oldest first', async () => {
    const conversationId = 'germany';
    const first = await running.api.ask('How many customers are there?', { conversationId });

    const second = await running.api.ask('only Germany', { conversationId });
    const { body } = await call('GET', `/v1/conversations/${conversationId}`);

    expect(second.standaloneQuestion).toBe('How many customers are there for Germany?');
    expect(second).toMatchObject({ status: 'ANSWERED' });
    expect(second.rows).not.toEqual(first.rows);
    expect(body.questions).toMatchObject([{ id: first.id }, { id: second.id }]);
  });

  it('of somebody else is not there', async () => {
    await running.api.ask(QUESTION, { conversationId: 'mine' });
    const stranger = await newPrincipal('eavesdropper');

    const answer = await stranger.call('GET', '/v1/conversations/mine');

    expect(problemOf(answer)).toEqual([404, 'NotFound']);
  });
});

describe('a question of somebody else', () => {
  it('is not there, neither to read nor to cancel', async () => {
    const { id } = await running.api.ask(QUESTION);
    const stranger = await newPrincipal('stranger');

    const answers = await Promise.all([
      stranger.call('GET', `/v1/questions/${id}`),
      stranger.call('GET', `/v1/questions/${id}/rows`),
      stranger.call('POST', `/v1/questions/${id}/cancel`),
    ]);

    expect(answers.map(problemOf)).toEqual(answers.map(() => [404, 'NotFound']));
  });
});

describe('what is refused', () => {
  const ULID = '01JC0000000000000000000000';

  it.each<[string, string, string, unknown, number, string]>([
    ['an unknown source', 'POST', '/v1/questions', { question: 'x', source: 'nope' }, 404, 'SourceNotFound'],
    ['a source named like a member', 'GET', '/v1/sources/constructor', undefined, 404, 'SourceNotFound'],
    ['a question too long', 'POST', '/v1/questions', { question: 'x'.repeat(2_001) }, 400, 'InvalidRequest'],
    ['an empty question', 'POST', '/v1/questions', { question: '  ' }, 400, 'InvalidRequest'],
    ['no question', 'POST', '/v1/questions', {}, 400, 'InvalidRequest'],
    ['an unknown field', 'POST', '/v1/questions', { question: 'x', sources: 'y' }, 400, 'InvalidRequest'],
    ['a wrong type', 'POST', '/v1/questions', { question: 7 }, 400, 'InvalidRequest'],
    ['a wrong mode', 'POST', '/v1/questions', { question: 'x', mode: 'run' }, 400, 'InvalidRequest'],
    ['bad JSON', 'POST', '/v1/questions', '{"question": ', 400, 'InvalidRequest'],
    ['an array', 'POST', '/v1/questions', '[]', 400, 'InvalidRequest'],
    ['no body', 'POST', '/v1/questions', '', 400, 'InvalidRequest'],
    ['a body too large', 'POST', '/v1/questions', { question: 'x'.repeat(65_536) }, 413, 'PayloadTooLarge'],
    ['a wrong method', 'DELETE', '/v1/questions', undefined, 405, 'MethodNotAllowed'],
    ['a wrong path', 'GET', '/v1/answers', undefined, 404, 'NotFound'],
    ['no path below the version', 'GET', '/v1', undefined, 404, 'NotFound'],
    ['a wrong path of a source', 'GET', '/v1/sources/northwind/rows', undefined, 404, 'NotFound'],
    ['a wrong method of sources', 'DELETE', '/v1/sources', undefined, 405, 'MethodNotAllowed'],
    ['an id that is none', 'GET', '/v1/questions/one', undefined, 404, 'NotFound'],
    ['an id nobody has', 'GET', `/v1/questions/${ULID}`, undefined, 404, 'NotFound'],
    ['an unknown parameter', 'GET', '/v1/questions?page=2', undefined, 400, 'InvalidRequest'],
    ['a wait too long', 'GET', `/v1/questions/${ULID}?wait=26`, undefined, 400, 'InvalidRequest'],
    ['a page too large', 'GET', '/v1/questions?limit=101', undefined, 400, 'InvalidRequest'],
    ['a cursor that is none', 'GET', '/v1/questions?cursor=abc', undefined, 400, 'InvalidRequest'],
    ['an unknown key', 'DELETE', `/v1/keys/${ULID}`, undefined, 404, 'NotFound'],
  ])('%s: %s %s', async (_case, method, path, body, status, title) => {
    const answer = await call(method, path, body);

    expect(problemOf(answer)).toEqual([status, title]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('names every field that is wrong', async () => {
    const { body } = await ask({ question: '', source: 3, extra: true });

    // The problem's own shape; the client is typed for one question.
    const fields = (body.errors as { field: string }[]).map(({ field }) => field);
    expect(fields.sort()).toEqual(['extra', 'question', 'source']);
  });

  it('another media type', async () => {
    const answer = await call('POST', '/v1/questions', '{"question": "x"}', { 'content-type': 'text/plain' });

    expect(problemOf(answer)).toEqual([415, 'UnsupportedMediaType']);
  });
});

describe('sources', () => {
  it('show their tables and how these join', async () => {
    const sources = await call('GET', '/v1/sources');
    const tables = await call('GET', '/v1/sources/northwind/tables');
    const orders = await call('GET', '/v1/sources/northwind/tables/orders');

    expect(sources.body.sources).toMatchObject([{ name: 'northwind', default: true }, { name: 'nw_abbr' }]);
    expect(tables.body.tables).toHaveLength(14);
    expect(orders.body).toMatchObject({ name: 'orders', primaryKey: ['order_id'] });
  });
});

describe('operation', () => {
  it('is healthy when a question can be answered, and needs no key to say so', async () => {
    const answer = await apiClient(running.stack.url, '').call('GET', '/health');

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'ok' });
  });

  it('documents itself', async () => {
    const document = await call('GET', '/openapi.json');
    const page = await call('GET', '/docs');

    expect(document.body).toEqual(openApi);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(String(page.body)).toContain('/v1/questions/{id}');
  });

  it('keeps the last good configuration when the new one is not valid, and says what is wrong', async () => {
    const text = await readFile(new URL('../../inquery.config.json', import.meta.url), 'utf8');
    const good = JSON.parse(text);
    const before = await call('POST', '/v1/config/reload');

    await putConfiguration(running, { ...good, defaultSource: 'nope', retentionDays: 'long' });
    const refused = await call('POST', '/v1/config/reload');
    const answered = await running.api.ask(QUESTION);
    await putConfiguration(running, { ...good, retentionDays: 7 });
    const accepted = await call('POST', '/v1/config/reload');
    const shown = await call('GET', '/v1/config');

    expect(before.status).toBe(200);
    expect(problemOf(refused)).toEqual([422, 'ConfigInvalid']);
    expect(refused.body.errors).toMatchObject([{ field: 'retentionDays' }]);
    expect(answered).toMatchObject({ status: 'ANSWERED', source: 'northwind' });
    expect(accepted.status).toBe(200);
    expect(shown.body.configuration).toMatchObject({ retentionDays: 7 });
    expect(await daysKept(answered.id)).toBe(30);
  });
});

/** From the creation of a job to when the table forgets it. */
async function daysKept(id: string): Promise<number> {
  const { clients, resources } = running.stack;
  const place = { client: clients.dynamodb, table: resources.tables[0]?.name ?? '' };
  const item = await documentsOf(place).get(jobKey(id));
  return Math.round((Number(item?.expiresAt) - Date.parse(String(item?.createdAt)) / 1_000) / 86_400);
}

describe('API keys', () => {
  it('open the API until they are revoked', async () => {
    const created = await call('POST', '/v1/keys', { principalId: 'temp', roles: ['analyst'] });
    const temp = apiClient(running.stack.url, String(created.body.key));

    const before = await temp.call('GET', '/v1/questions');
    const revoked = await call('DELETE', `/v1/keys/${created.body.keyId}`);
    const after = await temp.call('GET', '/v1/questions');
    const listed = await call('GET', '/v1/keys');

    expect([created.status, before.status, revoked.status]).toEqual([201, 200, 204]);
    expect(problemOf(after)).toEqual([401, 'Unauthenticated']);
    expect(JSON.stringify(listed.body)).not.toContain(String(created.body.key));
  });

  it('are for admins to manage', async () => {
    const analyst = await newPrincipal('no-admin');

    const answers = await Promise.all([
      analyst.call('GET', '/v1/keys'),
      analyst.call('POST', '/v1/keys', { principalId: 'x', roles: ['admin'] }),
      analyst.call('GET', '/v1/config'),
    ]);

    expect(answers.map(problemOf)).toEqual(answers.map(() => [403, 'NotAuthorised']));
  });

  it.each([
    ['none', ''],
    ['an unknown one', 'inq_nobody'],
  ])('of %s open nothing', async (_case, key) => {
    const answer = await apiClient(running.stack.url, key).call('GET', '/v1/questions');

    expect(problemOf(answer)).toEqual([401, 'Unauthenticated']);
  });
});

function problemOf({ status, body }: Answer): [number, unknown] {
  return [status, body.title];
}

describe('an address for events', () => {
  it.each(['http://127.0.0.1:4000/in', 'https://localhost/in', 'https://127.1/in'])(
    'is refused when it is on this machine and the configuration lets no range in: %s',
    async (url) => {
      const refused = await call('POST', '/v1/subscriptions', { url, events: ['*'] });

      expect(refused.status).toBe(400);
      expect(refused.body.errors).toMatchObject([{ field: 'url' }]);
    },
  );
});
