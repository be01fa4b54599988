import { describe, expect, it } from '@jest/globals';
import {
  ADMIN,
  ANALYST,
  createFakeHttpApi,
  SAMPLE_DOCUMENT,
  ulidOf,
} from '../../../support/fake-http-api.ts';
import { sampleJob } from '../../../support/sample-job.ts';

const asAdmin = { principal: ADMIN };
const ask = (api: ReturnType<typeof createFakeHttpApi>, principal = ANALYST) =>
  api.call('POST', '/v1/questions', { principal, body: { question: 'How many secret customers?' } });

function apiWithLimits(rateLimits: object) {
  const api = createFakeHttpApi();
  api.configure({ ...SAMPLE_DOCUMENT, access: { rateLimits } }, 'v2');
  return api;
}

describe('rate limits', () => {
  it('end with 429 and say when to try again', async () => {
    const api = apiWithLimits({ questionsPerMinute: 2 });
    await api.clock.sleep(15_000);

    const answers = [await ask(api), await ask(api), await ask(api)];

    const [, second, third] = answers;
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 429]);
    expect(second?.headers).toMatchObject({
      'ratelimit-policy': '"requests";q=6000;w=60, "questions";q=2;w=60',
      ratelimit: '"requests";r=5998;t=45, "questions";r=0;t=45',
    });
    expect(third?.headers).toMatchObject({ 'retry-after': '45', 'content-type': 'application/problem+json' });
    expect(third?.body).toMatchObject({
      title: 'TooManyRequests',
      detail: 'Too many questions in this minute. Try again in 45 s.',
    });
    expect(api.executions.started).toHaveLength(2);
  });

  it('of questions leave everything else open', async () => {
    const api = apiWithLimits({ questionsPerMinute: 1 });
    await ask(api);
    await ask(api);

    const answer = await api.call('GET', '/v1/questions');

    expect([answer.status, answer.headers.ratelimit]).toEqual([200, '"requests";r=5998;t=60']);
  });

  it('of requests count whatever is called, wrong calls too, but nothing public', async () => {
    const api = apiWithLimits({ requestsPerMinute: 2 });

    const wrong = await api.call('GET', '/v1/questions', { query: { page: '2' } });
    const right = await api.call('GET', '/v1/questions');
    const late = await api.call('GET', '/v1/sources');
    const health = await api.call('GET', '/health', { principal: undefined });

    expect([wrong, right, late, health].map(({ status }) => status)).toEqual([400, 200, 429, 200]);
  });

  it('are each principal’s own and begin anew with the minute', async () => {
    const api = apiWithLimits({ requestsPerMinute: 1 });
    await ask(api);

    const other = await ask(api, ADMIN);
    await api.clock.sleep(60_000);
    const later = await ask(api);

    expect([other.status, later.status]).toEqual([202, 202]);
  });

  it('hold without a configuration too, so that an admin can put it right', async () => {
    const api = createFakeHttpApi();
    api.configure('{}', 'v2');

    const answer = await api.call('GET', '/v1/keys', asAdmin);

    expect([answer.status, answer.headers.ratelimit]).toEqual([200, '"requests";r=5999;t=60']);
  });
});

describe('the audit', () => {
  const auditOf = ({ lines }: ReturnType<typeof createFakeHttpApi>) => lines.filter(({ audit }) => audit);

  it('has one line for a call that is allowed: who and what, no question', async () => {
    const api = createFakeHttpApi();

    await ask(api);

    expect(auditOf(api)).toEqual([
      expect.objectContaining({
        audit: 'Allowed',
        allowed: true,
        level: 'info',
        principalId: 'ana',
        method: 'POST',
        route: '/v1/questions',
        requestId: expect.any(String),
      }),
    ]);
    expect(JSON.stringify(api.lines)).not.toContain('secret customers');
  });

  it('says why a call was not: the role', async () => {
    const api = createFakeHttpApi();

    await api.call('GET', '/v1/config');

    expect(auditOf(api)).toEqual([
      expect.objectContaining({ audit: 'RoleMissing', allowed: false, level: 'warn', principalId: 'ana' }),
    ]);
  });

  it('says why a call was not: the rate', async () => {
    const api = apiWithLimits({ questionsPerMinute: 1 });
    await ask(api);

    await ask(api);

    expect(auditOf(api).map(({ audit }) => audit)).toEqual(['Allowed', 'RateLimited']);
  });

  it('tells a question of somebody else, which the caller is not told of, from one that is not there', async () => {
    const api = createFakeHttpApi();
    api.jobs.put(sampleJob({ principal: ADMIN }));

    const foreign = await api.call('GET', `/v1/questions/${ulidOf(900)}`);
    const absent = await api.call('GET', `/v1/questions/${ulidOf(901)}`);

    expect(foreign.body).toEqual(absent.body);
    expect(auditOf(api).map(({ audit }) => audit)).toEqual(['Allowed', 'NotVisible', 'Allowed']);
    expect(auditOf(api)[1]).toMatchObject({ path: `/v1/questions/${ulidOf(900)}`, allowed: false });
  });

  it('keeps what becomes of keys and the configuration, and no secret', async () => {
    const api = createFakeHttpApi();
    const created = await api.call('POST', '/v1/keys', {
      ...asAdmin,
      body: { principalId: 'x', roles: ['r'] },
    });
    const path = `/v1/keys/${created.body.keyId}`;
    const rotated = await api.call('POST', `${path}/rotate`, { ...asAdmin, body: { graceSeconds: 60 } });
    await api.call('DELETE', path, asAdmin);
    await api.call('POST', '/v1/config/reload', asAdmin);

    const told = auditOf(api).filter(({ audit }) => audit !== 'Allowed');
    expect(told).toMatchObject([
      { audit: 'KeyCreated', principalId: 'root', keyId: created.body.keyId, for: 'x', roles: ['r'] },
      { audit: 'KeyRotated', keyId: created.body.keyId, to: rotated.body.keyId, graceSeconds: 60 },
      { audit: 'KeyRevoked', keyId: created.body.keyId },
      { audit: 'ConfigurationReloaded', version: 'v1' },
    ]);
    expect(JSON.stringify(api.lines)).not.toMatch(/inq_/);
  });
});

describe('rotating a key', () => {
  const keyOf = async (api: ReturnType<typeof createFakeHttpApi>) =>
    (await api.call('POST', '/v1/keys', { ...asAdmin, body: { principalId: 'x', roles: ['analyst'] } })).body;
  const rotate = (api: ReturnType<typeof createFakeHttpApi>, keyId: string, body: object) =>
    api.call('POST', `/v1/keys/${keyId}/rotate`, { ...asAdmin, body });

  it('shows the new secret once and when the old key ends', async () => {
    const api = createFakeHttpApi();
    const old = await keyOf(api);

    const { status, body } = await rotate(api, old.keyId, { graceSeconds: 3_600 });

    const listed = await api.call('GET', '/v1/keys', asAdmin);
    const { key, ...shown } = body;
    expect(status).toBe(201);
    expect(key).toMatch(/^inq_[\w-]{43}$/);
    expect(listed.body.keys).toEqual([
      shown,
      expect.objectContaining({
        keyId: old.keyId,
        rotatedTo: body.keyId,
        expiresAt: '2026-05-04T11:00:00.000Z',
      }),
    ]);
  });

  it.each<[string, object, string]>([
    ['without a time of grace', {}, 'graceSeconds'],
    ['with a time of grace over 30 days', { graceSeconds: 2_592_001 }, 'graceSeconds'],
    ['to a key that has expired', { graceSeconds: 0, expiresAt: '2026-05-04T09:59:59Z' }, 'expiresAt'],
  ])('is refused %s', async (_case, body, field) => {
    const api = createFakeHttpApi();
    const { keyId } = await keyOf(api);

    const answer = await rotate(api, keyId, body);

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([expect.objectContaining({ field })]);
  });

  it('is refused a second time, and for a key nobody has', async () => {
    const api = createFakeHttpApi();
    const { keyId } = await keyOf(api);
    await rotate(api, keyId, { graceSeconds: 60 });

    const again = await rotate(api, keyId, { graceSeconds: 60 });
    const unknown = await rotate(api, ulidOf(99), { graceSeconds: 60 });

    expect([again.body.title, unknown.status]).toEqual(['KeyNotActive', 404]);
  });

  it('is for admins', async () => {
    const api = createFakeHttpApi();
    const { keyId } = await keyOf(api);

    const answer = await api.call('POST', `/v1/keys/${keyId}/rotate`, { body: { graceSeconds: 0 } });

    expect(answer.status).toBe(403);
  });
});
