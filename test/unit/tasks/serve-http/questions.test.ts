import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../../../shared/contracts/job.ts';
import { ADMIN, createFakeHttpApi, type FakeHttpApi, ulidOf } from '../../../support/fake-http-api.ts';
import { endedJob, sampleJob, sampleSnapshot } from '../../../support/sample-job.ts';

const ID = ulidOf(900);
const get = (api: FakeHttpApi, query: Record<string, string> = {}) =>
  api.call('GET', `/v1/questions/${ID}`, { query });

const step = (state: string, rest: Partial<Step> = {}): Step => ({
  state,
  startedAt: '2026-05-04T10:00:00.000Z',
  ms: 10,
  ...rest,
});

const call = { model: 'm', tokensIn: 400, tokensOut: 30, tokensCached: 100, costUsd: 0.25 };

function apiWithRows(rowCount: number) {
  const api = createFakeHttpApi();
  const { text, snapshot } = sampleSnapshot(rowCount);
  api.objects.set(snapshot.key, text);
  api.jobs.put(endedJob('ANSWERED', { answer: 'Many.', sql: 'SELECT 1', snapshot, chart: null }));
  return { api, snapshot };
}

describe('reading a question', () => {
  it('shows the answer with the first page of its rows, read from the snapshot', async () => {
    const { api } = apiWithRows(250);

    const { status, body } = await get(api);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      answer: 'Many.',
      sql: 'SELECT 1',
      rowCount: 250,
      truncated: false,
      chart: null,
    });
    expect(body.rows).toHaveLength(100);
    expect(body.rows[99]).toEqual([99, 'naïve 99']);
    const path = `/v1/questions/${ID}`;
    expect(body.links).toEqual({
      self: path,
      rows: `${path}/rows`,
      feedback: `${path}/feedback`,
      evidence: `${path}/evidence`,
    });
  });

  it('leaves the rows out once the snapshot is no longer kept', async () => {
    const { api } = apiWithRows(3);
    api.objects.clear();

    const { status, body } = await get(api);

    expect(status).toBe(200);
    expect(body.rowCount).toBe(3);
    expect(body).not.toHaveProperty('rows');
  });

  it('folds the steps into attempts and usage', async () => {
    const api = createFakeHttpApi();
    const error = { name: 'UnknownColumn', message: 'no column x' };
    const steps = [
      step('ClassifyIntent', call),
      step('Generate', { ...call, sql: 'SELECT x' }),
      step('Check', { error }),
      step('Reflect', { ...call, sql: 'SELECT y' }),
      step('Check'),
      step('Execute'),
    ];
    api.jobs.put(sampleJob({ status: 'RUNNING', steps }));

    const { body } = await get(api);

    expect(body.attempts).toEqual([{ sql: 'SELECT x', error }, { sql: 'SELECT y' }]);
    expect(body.usage).toEqual({
      modelCalls: 3,
      tokensIn: 1200,
      tokensOut: 90,
      tokensCached: 300,
      costUsd: 0.75,
    });
  });

  it('is for who asked and for an admin; to others the question is not there', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob());
    const path = `/v1/questions/${ID}`;
    const stranger = { id: 'bob', roles: ['analyst'], attributes: {} };

    const mine = await api.call('GET', path);
    const admins = await api.call('GET', path, { principal: ADMIN });
    const theirs = await Promise.all(
      [
        ['GET', path],
        ['GET', `${path}/rows`],
        ['POST', `${path}/cancel`],
      ].map(([method = '', each = '']) => api.call(method, each, { principal: stranger })),
    );

    expect([mine.status, admins.status]).toEqual([200, 200]);
    expect(theirs.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('answers 304 to who has this version', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob({ version: 4 }));
    const first = await get(api);

    const again = await api.call('GET', `/v1/questions/${ID}`, {
      headers: { 'If-None-Match': first.headers.etag ?? '' },
    });

    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });
});

describe('long poll', () => {
  it('answers as soon as the version is higher', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob({ version: 2 }));
    api.clock.onSleep((now) => {
      if (now >= Date.parse('2026-05-04T10:00:01Z')) api.jobs.put(sampleJob({ version: 3 }));
    });

    const { body } = await get(api, { wait: '20', after: '2' });

    expect(body.version).toBe(3);
    expect(api.clock.now()).toBeLessThan(Date.parse('2026-05-04T10:00:01.300Z'));
  });

  it('answers at once when the version is higher already, or the question has ended', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob({ version: 5 }));
    await get(api, { wait: '20', after: '4' });
    api.jobs.put(endedJob('REPLIED'));

    await get(api, { wait: '20', after: '9' });

    expect(api.clock.pauses).toEqual([]);
  });

  it('answers with the question as it is when time is up', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob({ version: 2 }));

    const { status, body } = await get(api, { wait: '2', after: '2' });

    expect([status, body.version]).toEqual([200, 2]);
    expect(api.clock.now()).toBe(Date.parse('2026-05-04T10:00:02Z'));
  });

  it('without a version waits for the end', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob());
    api.clock.onSleep((now) =>
      api.jobs.put(
        now < Date.parse('2026-05-04T10:00:03Z') ? sampleJob({ version: 2 }) : endedJob('REFUSED'),
      ),
    );

    const { status, body } = await get(api, { wait: '20' });

    expect([status, body.status]).toEqual([200, 'REFUSED']);
  });
});

describe('rows by page', () => {
  const rows = (api: FakeHttpApi, query: Record<string, string>) =>
    api.call('GET', `/v1/questions/${ID}/rows`, { query });

  it.each([1, 30, 99, 100])('come whole and in order, %i at a time', async (limit) => {
    const { api, snapshot } = apiWithRows(250);
    const seen: unknown[][] = [];
    let cursor: string | undefined;
    do {
      const { body } = await rows(api, { limit: String(limit), ...(cursor && { cursor }) });
      seen.push(...body.rows);
      cursor = body.nextCursor;
    } while (cursor !== undefined);

    expect(seen.map(([number]) => number)).toEqual(
      Array.from({ length: snapshot.rowCount }, (_, row) => row),
    );
  });

  it('of an empty result are one empty page', async () => {
    const { api } = apiWithRows(0);

    const { status, body } = await rows(api, {});

    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: [], rowCount: 0 });
    expect(body).not.toHaveProperty('nextCursor');
  });

  it('refuse a cursor of another question', async () => {
    const { api } = apiWithRows(250);
    const { body } = await rows(api, { limit: '1' });
    const other = Buffer.from(`${ulidOf(5)}:100`).toString('base64url');

    const foreign = await rows(api, { cursor: other });
    const broken = await rows(api, { cursor: `${body.nextCursor}x` });

    expect([foreign.status, broken.status]).toEqual([400, 400]);
  });

  it('are not found when the question ended without any', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(endedJob('REFUSED'));

    const { status, body } = await rows(api, {});

    expect(status).toBe(404);
    expect(body).toMatchObject({ title: 'RowsNotFound', jobStatus: 'REFUSED' });
  });
});

describe('history', () => {
  it('lists your own questions, newest first, by page', async () => {
    const api = createFakeHttpApi();
    for (const number of [1, 2, 3]) api.jobs.put(sampleJob({ id: ulidOf(number) }));
    api.jobs.put(sampleJob({ id: ulidOf(4), principal: ADMIN }));

    const first = await api.call('GET', '/v1/questions', { query: { limit: '2' } });
    const second = await api.call('GET', '/v1/questions', {
      query: { limit: '2', cursor: first.body.nextCursor },
    });

    const ids = [first, second].map(({ body }) => body.questions.map(({ id }: { id: string }) => id));
    expect(ids).toEqual([[ulidOf(3), ulidOf(2)], [ulidOf(1)]]);
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  it('refuses the cursor of somebody else', async () => {
    const api = createFakeHttpApi();
    for (const number of [1, 2]) api.jobs.put(sampleJob({ id: ulidOf(number), principal: ADMIN }));
    const theirs = await api.call('GET', '/v1/questions', { query: { limit: '1' }, principal: ADMIN });

    const answer = await api.call('GET', '/v1/questions', { query: { cursor: theirs.body.nextCursor } });

    expect(answer.status).toBe(400);
  });

  it('shows a conversation oldest first, to whom it belongs', async () => {
    const api = createFakeHttpApi();
    for (const number of [1, 2]) api.jobs.put(sampleJob({ id: ulidOf(number), conversationId: 'sales' }));

    const mine = await api.call('GET', '/v1/conversations/sales');
    const theirs = await api.call('GET', '/v1/conversations/sales', { principal: ADMIN });

    expect(mine.body.questions.map(({ id }: { id: string }) => id)).toEqual([ulidOf(1), ulidOf(2)]);
    expect(theirs.status).toBe(404);
  });
});

describe('cancelling', () => {
  const cancel = (api: FakeHttpApi) => api.call('POST', `/v1/questions/${ID}/cancel`);

  it('ends the record, then stops the execution, and may be repeated', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob({ status: 'RUNNING' }));

    const first = await cancel(api);
    const again = await cancel(api);

    expect(first.body).toMatchObject({ status: 'CANCELLED', version: 2 });
    expect(again.status).toBe(200);
    expect(again.body.version).toBe(2);
    expect(api.executions.stopped).toEqual([ID, ID]);
    expect(api.executions.started).toEqual([]);
  });

  it('starts an execution that never was, once the record has ended, so that its end is told', async () => {
    const api = createFakeHttpApi();
    const job = sampleJob({ status: 'SUBMITTED' });
    api.jobs.put(job);
    api.executions.hasExecution = false;

    expect((await cancel(api)).body).toMatchObject({ status: 'CANCELLED' });

    expect(api.executions.started).toMatchObject([{ id: ID, question: job.question }]);
  });

  it('leaves a question that has ended otherwise as it is and says how it ended', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(endedJob('ANSWERED'));

    const answer = await cancel(api);

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ title: 'AlreadyEnded', jobStatus: 'ANSWERED' });
    expect(api.executions.stopped).toEqual([]);
  });
});
