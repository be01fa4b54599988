import { describe, expect, it } from '@jest/globals';
import type { Schedule } from '../../../../shared/contracts/schedules.ts';
import { ADMIN, ANALYST, CURATOR, createFakeHttpApi } from '../../../support/fake-http-api.ts';
import { createFakeSchedules } from '../../../support/fake-schedules.ts';

const ID = '01JG0000000000000000000000';
const AT = '2026-05-04T09:00:00.000Z';
const schedule = (changes: Partial<Schedule> = {}): Schedule => ({
  ...{ id: ID, question: 'How many?', source: 'northwind', notify: 'always', status: 'ACTIVE', version: 1 },
  ...{ expression: 'cron(0 8 ? * MON-FRI *)', timeZone: 'Europe/Berlin', createdAt: AT, activeSince: AT },
  ...{ principal: ANALYST, credential: 'key:of-ana', confirmedAt: AT },
  ...changes,
});
const wish = {
  question: 'How many customers are there?',
  cron: '0 8 ? * MON-FRI *',
  timeZone: 'Europe/Berlin',
};

describe('POST /v1/schedules', () => {
  it('keeps the question, as whom it is asked, and has it fired', async () => {
    const api = createFakeHttpApi();

    const { status, body, headers } = await api.call('POST', '/v1/schedules', {
      body: { ...wish, name: 'Customers', notify: 'changed' },
    });

    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        ...{ status: 'ACTIVE', source: 'northwind', notify: 'changed', principal: 'ana', name: 'Customers' },
        ...{ expression: 'cron(0 8 ? * MON-FRI *)', nextRunAt: '2026-05-05T06:00:00.000Z', runs: [] },
      },
    });
    expect(headers.location).toContain(`/v1/schedules/${body.id}`);
    expect(api.scheduled.byId.get(body.id)).toMatchObject({ credential: 'key:of-ana', principal: ANALYST });
    expect(api.scheduled.calls).toEqual([`start ${body.id} cron(0 8 ? * MON-FRI *)`]);
  });

  it.each([
    [{ rate: '12 hours' }, 'rate(12 hours)'],
    [{ rate: 'rate(1 day)' }, 'rate(1 day)'],
    [{ cron: 'cron(0  6 L * ? *)' }, 'cron(0 6 L * ? *)'],
  ])('reads %j as %s', async (timing, expression) => {
    const { body } = await createFakeHttpApi().call('POST', '/v1/schedules', {
      body: { question: 'How many?', ...timing },
    });

    expect(body.expression).toBe(expression);
  });

  it.each([
    ['five fields', { cron: '0 8 ? * MON-FRI' }, 'cron'],
    ['a day that never comes', { cron: '0 8 30 2 ? *' }, 'cron'],
    ['a run every minute', { cron: '* * * * ? *' }, 'cron'],
    ['two runs that are too near', { cron: '0,2 8 * * ? *' }, 'cron'],
    ['a rate that is too fast', { rate: '1 minute' }, 'rate'],
    ['a rate of weeks', { rate: '2 weeks' }, 'rate'],
    ['a place without a clock', { cron: wish.cron, timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['neither cron nor rate', {}, 'cron'],
    ['both', { cron: wish.cron, rate: '1 day' }, 'cron'],
    ['no question', { question: ' ', rate: '1 day' }, 'question'],
    ['another kind of notice', { rate: '1 day', notify: 'never' }, 'notify'],
  ])('refuses %s', async (_what, changes, field) => {
    const api = createFakeHttpApi();

    const { status, body } = await api.call('POST', '/v1/schedules', {
      body: { question: 'How many?', ...changes },
    });

    expect({ status, fields: body.errors?.map((each: { field: string }) => each.field) }).toEqual({
      status: 400,
      fields: [field],
    });
    expect(api.scheduled.byId.size).toBe(0);
  });

  it('refuses a source that is not there, and one more than a principal may have', async () => {
    const api = createFakeHttpApi();
    for (let count = 0; count < 20; count++) api.scheduled.byId.set(String(count), schedule());

    const elsewhere = await api.call('POST', '/v1/schedules', { body: { ...wish, source: 'nowhere' } });
    const oneMore = await api.call('POST', '/v1/schedules', { body: wish });

    expect([elsewhere.status, oneMore.status, oneMore.body.title]).toEqual([404, 409, 'TooManySchedules']);
  });

  it('leaves nothing behind when nothing can be made to fire', async () => {
    const start = async () => {
      throw Object.assign(new Error('Slow down'), { name: 'ThrottlingException' });
    };
    const api = createFakeHttpApi({ scheduler: { start, stop: async () => {} } });

    const { status } = await api.call('POST', '/v1/schedules', { body: wish });

    expect([status, api.scheduled.byId.size]).toEqual([503, 0]);
  });
});

describe('POST /v1/schedules with an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'monday' };
  type Api = ReturnType<typeof createFakeHttpApi>;
  const post = (api: Api, body: object = wish) => api.call('POST', '/v1/schedules', { headers, body });

  it('makes one schedule of a call and its retry, even where there is no room for two', async () => {
    const api = createFakeHttpApi();
    for (let count = 1; count < 20; count++) api.scheduled.byId.set(String(count), schedule());

    const first = await post(api);
    const retry = await post(api);

    expect([first.status, retry.status]).toEqual([201, 201]);
    expect(retry.body).toEqual(first.body);
    expect(retry.headers.location).toBe(first.headers.location);
    expect(api.scheduled.byId.size).toBe(20);
    expect(api.lines.filter(({ audit }) => audit === 'ScheduleCreated')).toHaveLength(1);
  });

  it('is refused with another body, and says which schedule it belongs to', async () => {
    const api = createFakeHttpApi();
    const first = await post(api);

    const { status, body } = await post(api, { ...wish, notify: 'changed' });

    expect({ status, body }).toMatchObject({
      status: 409,
      body: { title: 'IdempotencyKeyReused', instance: `/v1/schedules/${first.body.id}` },
    });
  });

  it('is not the key of a question', async () => {
    const api = createFakeHttpApi();

    const question = await api.call('POST', '/v1/questions', { headers, body: { question: 'How many?' } });

    expect([question.status, (await post(api)).status]).toEqual([202, 201]);
    const alike = { 'idempotency-key': 'schedule:monday' };
    const other = { headers: alike, body: { question: 'How few?' } };
    expect((await api.call('POST', '/v1/questions', other)).status).toBe(202);
  });

  it('has what a call left without anything that fires made good by the retry', async () => {
    const { scheduler, scheduled, schedules } = createFakeSchedules();
    let calls = 0;
    const start = async (each: Schedule) => {
      if (++calls === 1) throw Object.assign(new Error('Slow down'), { name: 'ThrottlingException' });
      await scheduler.start(each);
    };
    const api = createFakeHttpApi({ schedules, scheduler: { ...scheduler, start } });

    const first = await post(api);
    const retry = await post(api);

    expect([first.status, retry.status]).toEqual([503, 201]);
    expect(scheduled.calls).toEqual([`start ${retry.body.id} cron(0 8 ? * MON-FRI *)`]);
    expect(api.lines.filter(({ audit }) => audit === 'ScheduleCreated')).toHaveLength(1);
  });

  it('leaves what a call at the same time was told of, though this one could not make it fire', async () => {
    const { scheduler, scheduled, schedules } = createFakeSchedules();
    let other: ReturnType<typeof post> | undefined;
    const start = async (each: Schedule) => {
      if (other) return scheduler.start(each);
      other = post(api);
      await other;
      throw Object.assign(new Error('Slow down'), { name: 'ThrottlingException' });
    };
    const api = createFakeHttpApi({ schedules, scheduler: { ...scheduler, start } });

    const first = await post(api);

    expect([first.status, (await other)?.status]).toEqual([503, 201]);
    expect([...scheduled.byId.keys()]).toEqual([(await other)?.body.id]);
  });

  it('does not bring back one that has ended', async () => {
    const api = createFakeHttpApi();
    const first = await post(api);
    await api.call('DELETE', `/v1/schedules/${first.body.id}`);

    const { status, body } = await post(api);

    expect([status, body.title, api.scheduled.byId.size]).toEqual([409, 'AlreadyEnded', 0]);
  });
});

describe('GET /v1/schedules/{id}', () => {
  it('shows the next run and the last ones', async () => {
    const api = createFakeHttpApi();
    api.scheduled.byId.set(ID, schedule({ answer: { scheduledAt: AT, digest: 'd' } }));
    api.scheduled.runs.push({
      ...{ scheduledAt: AT, startedAt: AT, endedAt: AT, jobId: ID, executionArn: 'arn', digest: 'd' },
      ...{ status: 'ANSWERED', changed: true, told: true },
    });

    const { body } = await api.call('GET', `/v1/schedules/${ID}`);

    expect(body).toMatchObject({
      nextRunAt: '2026-05-05T06:00:00.000Z',
      runs: [
        {
          ...{ scheduledAt: AT, startedAt: AT, endedAt: AT, status: 'ANSWERED', changed: true, told: true },
          ...{ questionId: ID, links: { question: `/v1/questions/${ID}` } },
        },
      ],
    });
    expect(body).not.toHaveProperty('credential');
  });

  it.each([
    ['its owner', ANALYST, 200],
    ['an admin', ADMIN, 200],
    ['anyone else', CURATOR, 404],
  ])('is for %s: %s', async (_who, principal, expected) => {
    const api = createFakeHttpApi();
    api.scheduled.byId.set(ID, schedule());

    expect((await api.call('GET', `/v1/schedules/${ID}`, { principal })).status).toBe(expected);
  });
});

describe('GET /v1/schedules', () => {
  it('lists one’s own, and everybody’s to an admin who asks for them', async () => {
    const api = createFakeHttpApi();
    api.scheduled.byId.set(ID, schedule());
    const list = async (principal: typeof ADMIN, scope: string) => {
      const { status, body } = await api.call('GET', '/v1/schedules', { principal, query: { scope } });
      return [status, body.schedules?.length];
    };

    expect(await list(ANALYST, 'own')).toEqual([200, 1]);
    expect(await list(ADMIN, 'own')).toEqual([200, 0]);
    expect(await list(ADMIN, 'all')).toEqual([200, 1]);
    expect(await list(ANALYST, 'all')).toEqual([403, undefined]);
  });
});

describe('A schedule', () => {
  it('rests while it is paused, and goes on as who resumes it', async () => {
    const api = createFakeHttpApi();
    api.scheduled.byId.set(ID, schedule());

    const paused = await api.call('POST', `/v1/schedules/${ID}/pause`);
    const resumed = await api.call('POST', `/v1/schedules/${ID}/resume`, { credential: 'key:another' });

    expect([paused.body.status, paused.body.nextRunAt, resumed.body.status]).toEqual([
      'PAUSED',
      undefined,
      'ACTIVE',
    ]);
    expect(api.scheduled.byId.get(ID)?.credential).toBe('key:another');
    expect(api.scheduled.calls).toEqual([`stop ${ID}`, `stop ${ID}`, `start ${ID} cron(0 8 ? * MON-FRI *)`]);
  });

  it('that was disabled says why, stays so when paused, and comes back when its owner resumes it', async () => {
    const api = createFakeHttpApi();
    api.scheduled.byId.set(ID, schedule({ status: 'DISABLED', disabledReason: 'KeyRevoked' }));

    const paused = await api.call('POST', `/v1/schedules/${ID}/pause`);
    const resumed = await api.call('POST', `/v1/schedules/${ID}/resume`);

    expect(paused.body).toMatchObject({ status: 'DISABLED', disabledReason: 'KeyRevoked' });
    expect([resumed.body.status, resumed.body.disabledReason]).toEqual(['ACTIVE', undefined]);
  });

  it('may be paused and ended by an admin, but resumed by its owner alone', async () => {
    const api = createFakeHttpApi();
    api.scheduled.byId.set(ID, schedule());
    const call = async (method: string, path: string) =>
      (await api.call(method, `/v1/schedules/${ID}${path}`, { principal: ADMIN })).status;

    const statuses = [await call('POST', '/pause'), await call('POST', '/resume'), await call('DELETE', '')];

    expect(statuses).toEqual([200, 403, 204]);
    expect(api.scheduled.byId.size).toBe(0);
    expect(api.scheduled.calls.at(-1)).toBe(`stop ${ID}`);
  });
});
