import { describe, expect, it } from '@jest/globals';
import { type Ending, type QuestionJob, QuestionView } from '../../../../shared/contracts/job.ts';
import {
  createFakeHttpApi,
  type FakeHttpApi,
  SAMPLE_DOCUMENT,
  ulidOf,
} from '../../../support/fake-http-api.ts';
import { endedJob } from '../../../support/sample-job.ts';

const QUESTION = { question: '  How many customers are there? ' };

const ask = (api: FakeHttpApi, headers: Record<string, string> = {}, body: object = QUESTION) =>
  api.call('POST', '/v1/questions', { body, headers });

/** The machine ends the question this long after it was asked. */
function endAfter(api: FakeHttpApi, milliseconds: number, end: (id: string) => QuestionJob) {
  const due = api.clock.now() + milliseconds;
  api.clock.onSleep((now) => {
    const started = api.executions.started[0];
    if (started && now >= due) api.jobs.put(end(started.id));
  });
}

describe('asking a question', () => {
  it('answers 202 with the question, its address, and one execution named after it', async () => {
    const api = createFakeHttpApi();

    const answer = await ask(api);

    expect(answer.status).toBe(202);
    expect(answer.headers.location).toBe(`/v1/questions/${answer.body.id}`);
    expect(QuestionView.parse(answer.body)).toMatchObject({
      status: 'SUBMITTED',
      question: 'How many customers are there?',
      source: 'northwind',
      mode: 'answer',
      principal: 'ana',
      links: { self: `/v1/questions/${answer.body.id}`, cancel: `/v1/questions/${answer.body.id}/cancel` },
    });
    expect(api.executions.started).toEqual([
      {
        id: answer.body.id,
        question: 'How many customers are there?',
        source: 'northwind',
        mode: 'answer',
        principalId: 'ana',
        roles: ['analyst'],
        attributes: { tenant: 'a' },
        askedAt: '2026-05-04T10:00:00.000Z',
      },
    ]);
  });

  it('stands alone without a conversation id and links to the conversation with one', async () => {
    const api = createFakeHttpApi();

    const alone = await ask(api);
    const turn = await ask(api, {}, { ...QUESTION, conversationId: 'sales-review' });

    expect(alone.body).not.toHaveProperty('conversationId');
    expect(alone.body.links).not.toHaveProperty('conversation');
    expect(turn.body.links.conversation).toBe('/v1/conversations/sales-review');
  });

  it('goes to the only source when none is configured as default', async () => {
    const api = createFakeHttpApi();
    const { northwind } = SAMPLE_DOCUMENT.sources;
    api.configure({ ...SAMPLE_DOCUMENT, defaultSource: undefined, sources: { northwind } }, 'v2');

    const answer = await ask(api);

    expect(answer.body.source).toBe('northwind');
  });

  it('is kept for the days of the configuration', async () => {
    const api = createFakeHttpApi();
    api.configure({ ...SAMPLE_DOCUMENT, retentionDays: 7 }, 'v2');

    const answer = await ask(api);
    const exported = await ask(api, {}, { ...QUESTION, mode: 'export' });

    expect([answer, exported].map(({ body }) => api.jobs.daysKept(body.id))).toEqual([7, 7]);
    expect(api.executions.started[1]).toMatchObject({ export: { retentionDays: 7 } });
  });

  it('writes nothing for a source that is not configured', async () => {
    const api = createFakeHttpApi();

    const answer = await ask(api, {}, { ...QUESTION, source: 'constructor' });

    expect(answer.status).toBe(404);
    expect(answer.body.type).toBe('urn:inquery:error:SourceNotFound');
    expect(api.executions.started).toEqual([]);
  });
});

describe('Idempotency-Key', () => {
  it('gives a retry the same question, started once', async () => {
    const api = createFakeHttpApi();

    const first = await ask(api, { 'Idempotency-Key': 'a' });
    const retry = await ask(api, { 'Idempotency-Key': 'a' });

    expect(retry.status).toBe(202);
    expect(retry.body.id).toBe(first.body.id);
    expect(api.executions.started).toHaveLength(1);
  });

  it('refuses the same key with another body, and takes another key', async () => {
    const api = createFakeHttpApi();
    await ask(api, { 'Idempotency-Key': 'a' });

    const reused = await ask(api, { 'Idempotency-Key': 'a' }, { question: 'How many orders are there?' });
    const other = await ask(api, { 'Idempotency-Key': 'b' }, { question: 'How many orders are there?' });

    expect(reused.status).toBe(409);
    expect(reused.body.title).toBe('IdempotencyKeyReused');
    expect(other.status).toBe(202);
  });

  it('keeps the keys of two principals apart', async () => {
    const api = createFakeHttpApi();
    const mine = await ask(api, { 'Idempotency-Key': 'a' });

    const theirs = await api.call('POST', '/v1/questions', {
      body: { question: 'Something else?' },
      headers: { 'Idempotency-Key': 'a' },
      principal: { id: 'bob', roles: ['analyst'], attributes: {} },
    });

    expect(theirs.status).toBe(202);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('knows no source for somebody whom no policy lets see it', async () => {
    const api = createFakeHttpApi();

    const answer = await api.call('POST', '/v1/questions', {
      body: { question: 'How many orders are there?' },
      principal: { id: 'eve', roles: [], attributes: {} },
    });

    expect(answer.status).toBe(404);
    expect(answer.body.title).toBe('SourceNotFound');
  });

  it.each([
    ['before the record is written', (api: FakeHttpApi) => api.jobs.failNext('create', new Error('crash'))],
    ['before the execution starts', (api: FakeHttpApi) => api.executions.failNextStart(new Error('crash'))],
  ])('completes on retry what a crash %s left undone', async (_when, crash) => {
    const api = createFakeHttpApi();
    crash(api);

    const crashed = await ask(api, { 'Idempotency-Key': 'a' });
    await api.clock.sleep(5_000);
    const retry = await ask(api, { 'Idempotency-Key': 'a' });

    expect(crashed.status).toBe(500);
    expect(retry.status).toBe(202);
    expect(api.executions.started).toHaveLength(1);
    expect(api.executions.started[0]).toMatchObject({ id: retry.body.id, askedAt: retry.body.createdAt });
  });

  it('does not start again what was cancelled before it started', async () => {
    const api = createFakeHttpApi();
    api.executions.failNextStart(new Error('crash'));
    await ask(api, { 'Idempotency-Key': 'a' });
    await api.call('POST', `/v1/questions/${ulidOf(1)}/cancel`);

    const retry = await ask(api, { 'Idempotency-Key': 'a' });

    expect(retry.body.status).toBe('CANCELLED');
    expect(api.executions.started).toEqual([]);
  });
});

describe('Prefer: wait', () => {
  const refused = { name: 'UnsafeSql', message: 'Only one SELECT may run.' } as const;

  it.each<[QuestionJob['status'], Ending, number]>([
    ['ANSWERED', {}, 200],
    ['REPLIED', {}, 200],
    ['NEEDS_CLARIFICATION', { clarification: { question: 'Which year?', choices: ['2024'] } }, 200],
    ['REFUSED', { error: refused }, 422],
    ['FAILED', { error: { name: 'DatabaseUnavailable', message: 'No database.' } }, 502],
    ['FAILED', { error: { name: 'ServiceUnavailable', message: 'No table.' } }, 502],
    ['FAILED', { error: { name: 'ModelThrottled', message: 'Too many.' } }, 502],
    ['FAILED', { error: { name: 'AttemptsExhausted', message: 'No working SQL.' } }, 502],
    ['FAILED', { error: { name: 'Internal', message: 'Sorry.' } }, 500],
    ['FAILED', {}, 500],
    ['CANCELLED', {}, 409],
  ])('maps %s %j to %i', async (status, ending, expected) => {
    const api = createFakeHttpApi();
    endAfter(api, 900, (id) => endedJob(status, ending, id));

    const answer = await ask(api, { Prefer: 'wait=5' });

    expect(answer.status).toBe(expected);
    expect(answer.headers['preference-applied']).toBe('wait=5');
    expect(answer.headers.location).toMatch(/^\/v1\/questions\//);
  });

  it('words a refusal as a problem document about the question', async () => {
    const api = createFakeHttpApi();
    endAfter(api, 100, (id) => endedJob('REFUSED', { error: refused }, id));

    const answer = await ask(api, { Prefer: 'wait=5' });

    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toEqual({
      type: 'urn:inquery:error:UnsafeSql',
      title: 'UnsafeSql',
      status: 422,
      detail: 'Only one SELECT may run.',
      instance: `/v1/questions/${ulidOf(1)}`,
    });
  });

  it('polls often at first, ever less often up to a quarter of a second, and answers 202 when time is up', async () => {
    const api = createFakeHttpApi();

    const answer = await ask(api, { Prefer: 'respond-async, wait=3' });

    expect(answer.status).toBe(202);
    expect(api.clock.pauses.slice(0, 2)).toEqual([28, 5]);
    expect(Math.max(...api.clock.pauses)).toBe(250);
    expect(api.clock.pauses.reduce((sum, pause) => sum + pause, 0)).toBe(3_000);
  });

  it('waits 25 seconds at most and says so', async () => {
    const api = createFakeHttpApi();

    const answer = await ask(api, { Prefer: 'wait=600' });

    expect(answer.headers['preference-applied']).toBe('wait=25');
    expect(api.clock.now()).toBe(Date.parse('2026-05-04T10:00:25.000Z'));
  });

  it('ends its wait before the function is ended', async () => {
    const api = createFakeHttpApi();

    const answer = await api.call('POST', '/v1/questions', {
      body: QUESTION,
      headers: { Prefer: 'wait=20' },
      remainingMs: 4_000,
    });

    expect(answer.status).toBe(202);
    expect(api.clock.now()).toBe(Date.parse('2026-05-04T10:00:02.500Z'));
  });

  it.each(['wait=soon', 'wait', 'return=minimal', 'wait=-1'])(
    'ignores %s, as RFC 7240 asks, and does not claim to have applied it',
    async (prefer) => {
      const api = createFakeHttpApi();

      const answer = await ask(api, { Prefer: prefer });

      expect(answer.status).toBe(202);
      expect(answer.headers).not.toHaveProperty('preference-applied');
      expect(api.clock.pauses).toEqual([]);
    },
  );
});
