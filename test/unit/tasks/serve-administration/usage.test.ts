import { describe, expect, it } from '@jest/globals';
import type { DayUsage } from '../../../../shared/jobs/usage-ledger.ts';
import { ADMIN, createFakeHttpApi } from '../../../support/fake-http-api.ts';
import { createFakeUsageReport } from '../../../support/fake-usage-report.ts';

const SMALL = { model: 'small', calls: 2, tokensIn: 10, tokensOut: 2, tokensCached: 4, costUsd: 0.5 };
const LARGE = { model: 'large', calls: 1, tokensIn: 100, tokensOut: 20, tokensCached: 0, costUsd: 2 };

const day = (principalId: string, on: string): DayUsage => ({
  ...{ day: on, principalId, questions: 3, models: [LARGE, SMALL] },
});
const usage = createFakeUsageReport([
  day('ana', '2026-05-03'),
  day('ana', '2026-05-04'),
  day('bob', '2026-05-04'),
]);
const RANGE = { from: '2026-05-04', to: '2026-05-31' };

describe('GET /v1/usage', () => {
  it('tells a caller what it used, by day and model', async () => {
    const { status, body } = await createFakeHttpApi({ usage }).call('GET', '/v1/usage', { query: RANGE });

    expect(status).toBe(200);
    expect(body).toEqual({
      ...RANGE,
      usage: [
        {
          ...{ day: '2026-05-04', principal: 'ana', questions: 3 },
          ...{ calls: 3, tokensIn: 110, tokensOut: 22, tokensCached: 4, costUsd: 2.5 },
          models: [LARGE, SMALL],
        },
      ],
    });
  });

  it('tells of the last thirty days unless asked otherwise', async () => {
    const api = createFakeHttpApi({ usage });

    const { body } = await api.call('GET', '/v1/usage', { query: { to: '2026-05-20' } });

    expect(body).toMatchObject({ from: '2026-04-20', to: '2026-05-20', usage: [{}, {}] });
  });

  it.each(['bob', '*'])('tells an admin, and nobody else, about %s', async (principal) => {
    const api = createFakeHttpApi({ usage });
    const query = { ...RANGE, principal };

    const own = await api.call('GET', '/v1/usage', { query: { ...query, principal: 'ana' } });
    const refused = await api.call('GET', '/v1/usage', { query });
    const told = await api.call('GET', '/v1/usage', { query, principal: ADMIN });

    expect([own.status, refused.status, told.status]).toEqual([200, 403, 200]);
    const whose = told.body.usage.map((each: { principal: string }) => each.principal);
    expect(whose).toEqual(principal === '*' ? ['ana', 'bob'] : ['bob']);
  });

  it.each([
    [{ from: '2026-05-05', to: '2026-05-04' }, 'query.from'],
    [{ from: 'yesterday' }, 'query.from'],
    [{ to: '2026-02-30' }, 'query.to'],
  ])('refuses %j', async (query, field) => {
    const { status, body } = await createFakeHttpApi({ usage }).call('GET', '/v1/usage', { query });

    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(field);
  });
});
