import { describe, expect, it } from '@jest/globals';
import { ADMIN, createFakeHttpApi, type FakeCall, ulidOf } from '../../../support/fake-http-api.ts';
import { sampleJob } from '../../../support/sample-job.ts';

const asked = { question: 'How many?' };
const json = { 'Content-Type': 'application/json' };

/** What is wrong → the call → status, name of the problem, fields it names. */
type Case = [string, string, string, FakeCall, number, string, string[]?];
const CASES: Case[] = [
  ['an unknown path', 'GET', '/v2/questions', {}, 404, 'NotFound'],
  ['a trailing slash', 'GET', '/v1/questions/', {}, 404, 'NotFound'],
  ['a badly encoded path', 'GET', '/v1/sources/%E0%A4%A', {}, 404, 'NotFound'],
  ['a method the path has not', 'DELETE', '/v1/questions', {}, 405, 'MethodNotAllowed'],
  ['an id that is none', 'GET', '/v1/questions/1', {}, 404, 'NotFound'],
  ['a question that is not there', 'GET', `/v1/questions/${ulidOf(1)}`, {}, 404, 'NotFound'],
  ['no credentials', 'POST', '/v1/questions', { body: asked, principal: undefined }, 401, 'Unauthenticated'],
  ['a role that does not do', 'GET', '/v1/keys', {}, 403, 'NotAuthorised'],
  [
    'a form',
    'POST',
    '/v1/questions',
    { body: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    415,
    'UnsupportedMediaType',
  ],
  [
    'another charset',
    'POST',
    '/v1/questions',
    { body: '{}', headers: { 'Content-Type': 'application/json; charset=latin1' } },
    415,
    'UnsupportedMediaType',
  ],
  [
    'a body over 64 KiB',
    'POST',
    '/v1/questions',
    { body: { question: 'x'.repeat(65_536) } },
    413,
    'PayloadTooLarge',
  ],
  [
    'a large body of many bytes a character',
    'POST',
    '/v1/questions',
    { body: { question: '€'.repeat(22_000) } },
    413,
    'PayloadTooLarge',
  ],
  [
    'bytes that are not UTF-8',
    'POST',
    '/v1/questions',
    { body: Buffer.from('{"question":"\xff"}', 'latin1'), headers: json },
    400,
    'InvalidRequest',
    ['body'],
  ],
  [
    'bytes replaced on the way',
    'POST',
    '/v1/questions',
    { body: '{"question":"\uFFFD"}', headers: json },
    400,
    'InvalidRequest',
    ['body'],
  ],
  [
    'broken JSON',
    'POST',
    '/v1/questions',
    { body: '{"question":', headers: json },
    400,
    'InvalidRequest',
    ['body'],
  ],
  ['no body', 'POST', '/v1/questions', { headers: json }, 400, 'InvalidRequest', ['body']],
  ['a list', 'POST', '/v1/questions', { body: '[]', headers: json }, 400, 'InvalidRequest', ['body']],
  ['null', 'POST', '/v1/questions', { body: 'null', headers: json }, 400, 'InvalidRequest', ['body']],
  ['a missing field', 'POST', '/v1/questions', { body: {} }, 400, 'InvalidRequest', ['question']],
  ['a wrong type', 'POST', '/v1/questions', { body: { question: 7 } }, 400, 'InvalidRequest', ['question']],
  [
    'null for a field',
    'POST',
    '/v1/questions',
    { body: { ...asked, source: null } },
    400,
    'InvalidRequest',
    ['source'],
  ],
  [
    'unknown fields',
    'POST',
    '/v1/questions',
    { body: { ...asked, sauce: 1, moode: 2 } },
    400,
    'InvalidRequest',
    ['sauce', 'moode'],
  ],
  [
    '__proto__ as a field',
    'POST',
    '/v1/questions',
    { body: '{"question":"How many?","__proto__":{"mode":"sql"}}', headers: json },
    400,
    'InvalidRequest',
    ['__proto__'],
  ],
  [
    'only spaces',
    'POST',
    '/v1/questions',
    { body: { question: ' \n ' } },
    400,
    'InvalidRequest',
    ['question'],
  ],
  [
    '2,001 characters',
    'POST',
    '/v1/questions',
    { body: { question: '😀'.repeat(2_001) } },
    400,
    'InvalidRequest',
    ['question'],
  ],
  [
    'a control character',
    'POST',
    '/v1/questions',
    { body: { question: 'How\u0007 many?' } },
    400,
    'InvalidRequest',
    ['question'],
  ],
  [
    'a NUL',
    'POST',
    '/v1/questions',
    { body: { question: 'How\u0000many?' } },
    400,
    'InvalidRequest',
    ['question'],
  ],
  [
    'half a surrogate pair',
    'POST',
    '/v1/questions',
    { body: '{"question":"How \\ud800 many?"}', headers: json },
    400,
    'InvalidRequest',
    ['question'],
  ],
  [
    'an unknown mode',
    'POST',
    '/v1/questions',
    { body: { ...asked, mode: 'fast' } },
    400,
    'InvalidRequest',
    ['mode'],
  ],
  [
    'a conversation id with a slash',
    'POST',
    '/v1/questions',
    { body: { ...asked, conversationId: 'a/b' } },
    400,
    'InvalidRequest',
    ['conversationId'],
  ],
  [
    'a source that is not configured',
    'POST',
    '/v1/questions',
    { body: { ...asked, source: 'sales' } },
    404,
    'SourceNotFound',
  ],
  [
    'a key that is too long',
    'POST',
    '/v1/questions',
    { body: asked, headers: { 'Idempotency-Key': 'x'.repeat(201) } },
    400,
    'InvalidRequest',
    ['header.idempotency-key'],
  ],
  [
    'a key that is empty',
    'POST',
    '/v1/questions',
    { body: asked, headers: { 'Idempotency-Key': '' } },
    400,
    'InvalidRequest',
    ['header.idempotency-key'],
  ],
  [
    'a key beyond ASCII',
    'POST',
    '/v1/questions',
    { body: asked, headers: { 'Idempotency-Key': 'clé' } },
    400,
    'InvalidRequest',
    ['header.idempotency-key'],
  ],
  [
    'an unknown parameter',
    'GET',
    '/v1/questions',
    { query: { page: '2' } },
    400,
    'InvalidRequest',
    ['query.page'],
  ],
  [
    'a parameter where there are none',
    'GET',
    '/health',
    { query: { verbose: '1' } },
    400,
    'InvalidRequest',
    ['query.verbose'],
  ],
  [
    'a parameter given twice',
    'GET',
    '/v1/questions',
    { query: { limit: ['1', '2'] } },
    400,
    'InvalidRequest',
    ['query.limit'],
  ],
  ['limit 0', 'GET', '/v1/questions', { query: { limit: '0' } }, 400, 'InvalidRequest', ['query.limit']],
  ['limit 101', 'GET', '/v1/questions', { query: { limit: '101' } }, 400, 'InvalidRequest', ['query.limit']],
  ['limit 1e1', 'GET', '/v1/questions', { query: { limit: '1e1' } }, 400, 'InvalidRequest', ['query.limit']],
  [
    'a cursor that is none',
    'GET',
    '/v1/questions',
    { query: { cursor: 'x' } },
    400,
    'InvalidRequest',
    ['query.cursor'],
  ],
  [
    'waiting over 25 seconds',
    'GET',
    `/v1/questions/${ulidOf(900)}`,
    { query: { wait: '26' } },
    400,
    'InvalidRequest',
    ['query.wait'],
  ],
  [
    'a negative version',
    'GET',
    `/v1/questions/${ulidOf(900)}`,
    { query: { after: '-1' } },
    400,
    'InvalidRequest',
    ['query.after'],
  ],
  [
    'a body where none is taken',
    'POST',
    `/v1/questions/${ulidOf(900)}/cancel`,
    { body: { reason: 'x' } },
    400,
    'InvalidRequest',
    ['body'],
  ],
  ['rows before the end', 'GET', `/v1/questions/${ulidOf(900)}/rows`, {}, 409, 'RowsNotReady'],
  ['a conversation nobody had', 'GET', '/v1/conversations/none', {}, 404, 'NotFound'],
  ['an unknown source', 'GET', '/v1/sources/toString', {}, 404, 'SourceNotFound'],
  ['an unknown table', 'GET', '/v1/sources/northwind/tables/nowhere', {}, 404, 'NotFound'],
  ['a table name two schemas have', 'GET', '/v1/sources/northwind/tables/notes', {}, 404, 'NotFound'],
  ['a source without a catalogue', 'GET', '/v1/sources/nw_abbr/tables', {}, 503, 'CatalogNotReady'],
  ['an unknown key', 'DELETE', `/v1/keys/${ulidOf(1)}`, { principal: ADMIN }, 404, 'NotFound'],
  [
    'a key that has expired already',
    'POST',
    '/v1/keys',
    { principal: ADMIN, body: { principalId: 'x', expiresAt: '2020-01-01T00:00:00Z' } },
    400,
    'InvalidRequest',
    ['expiresAt'],
  ],
];

describe('a request that cannot be served', () => {
  // All arguments are given: jest takes a missing last one for its `done` callback.
  it.each(CASES.map((each) => [...each, []].slice(0, 7) as Required<Case>))(
    'for %s is refused with its own problem',
    async (_case, method, path, call, status, title, fields) => {
      const api = createFakeHttpApi();
      api.jobs.put(sampleJob());

      const answer = await api.call(method, path, call);

      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect({
        ...answer.body,
        fields: (answer.body.errors ?? []).map(({ field }: { field: string }) => field),
      }).toMatchObject({
        type: `urn:inquery:error:${title}`,
        title,
        status,
        fields,
      });
      expect(answer.status).toBe(status);
      expect(api.executions.started).toEqual([]);
    },
  );

  it('for a method the path has not names those it has', async () => {
    const answer = await createFakeHttpApi().call('PUT', '/v1/questions');

    expect(answer.headers.allow).toBe('POST, GET, OPTIONS');
  });

  it('says what is wrong with each field', async () => {
    const answer = await createFakeHttpApi().call('POST', '/v1/questions', {
      body: { source: 1, extra: true },
    });

    expect(answer.body.errors).toEqual([
      { field: 'question', message: 'This field is required.' },
      { field: 'source', message: 'Invalid input: expected string, received number.' },
      { field: 'extra', message: 'There is no such field.' },
    ]);
  });

  it('is told apart from one at the limits, which is served', async () => {
    const api = createFakeHttpApi();

    const longest = await api.call('POST', '/v1/questions', { body: { question: '😀'.repeat(2_000) } });
    const lines = await api.call('POST', '/v1/questions', { body: { question: 'a\tb\nc' } });
    const untyped = await api.call('POST', '/v1/questions', { body: '{"question":"How many?"}' });

    expect([longest.status, lines.status, untyped.status]).toEqual([202, 202, 202]);
  });
});

describe('an error of ours', () => {
  it('tells the caller a request id and nothing else, and the log where it happened but not in its words', async () => {
    const api = createFakeHttpApi();
    api.jobs.failNext('find', new Error('connect 10.0.0.7 password=secret'));

    const answer = await api.call('GET', `/v1/questions/${ulidOf(1)}`);

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      type: 'urn:inquery:error:Internal',
      title: 'Internal',
      status: 500,
      detail: 'Something went wrong on our side. Try again; if it stays, quote the requestId.',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    });
    expect(api.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        requestId: answer.body.requestId,
        cause: 'Error',
        stack: expect.arrayContaining([expect.stringContaining('refusals.test.ts')]),
      }),
    );
    expect(JSON.stringify(api.lines)).not.toMatch(/10\.0\.0\.7|password/);
  });

  it('that may be better in a moment is 503 with Retry-After', async () => {
    const api = createFakeHttpApi();
    api.jobs.failNext(
      'find',
      Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' }),
    );

    const answer = await api.call('GET', `/v1/questions/${ulidOf(1)}`);

    expect(answer.status).toBe(503);
    expect(answer.body.title).toBe('Unavailable');
    expect(answer.headers['retry-after']).toBe('2');
  });
});
