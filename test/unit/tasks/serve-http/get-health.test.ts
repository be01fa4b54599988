import { describe, expect, it } from '@jest/globals';
import { createFakeHttpApi } from '../../../support/fake-http-api.ts';

describe('health', () => {
  const health = (api = createFakeHttpApi()) => api.call('GET', '/health', { principal: undefined });

  it('is 200, without a key, when a question can be answered', async () => {
    const { status, body } = await health();

    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      checks: [
        { name: 'configuration', ok: true },
        { name: 'jobs', ok: true },
        { name: 'catalog', ok: true },
      ],
    });
  });

  it.each<[string, (api: ReturnType<typeof createFakeHttpApi>) => unknown, string[]]>([
    ['the configuration is not valid', (api) => api.configure('{}', 'v2'), ['configuration', 'catalog']],
    ['the table does not answer', (api) => api.jobs.failNext('find', new Error('down')), ['jobs']],
    ['there is no catalogue', (api) => api.catalogs.clear(), ['catalog']],
  ])('is 503 and names the check when %s', async (_case, breakIt, failing) => {
    const api = createFakeHttpApi();
    breakIt(api);

    const { status, body } = await health(api);

    expect(status).toBe(503);
    expect(
      body.checks.filter(({ ok }: { ok: boolean }) => !ok).map(({ name }: { name: string }) => name),
    ).toEqual(failing);
  });
});
