import { describe, expect, it } from '@jest/globals';
import { createDatabaseLook } from '../../../../tasks/serve-health/database-look.ts';
import { createFakeHttpApi, type FakeHttpApi, SAMPLE_DOCUMENT } from '../../../support/fake-http-api.ts';
import { createFakeLogger } from '../../../support/fake-logger.ts';

const health = (api: FakeHttpApi) => api.call('GET', '/health', { principal: undefined });
const failing = ({ checks }: { checks: { name: string; ok: boolean }[] }) =>
  checks.filter(({ ok }) => !ok).map(({ name }) => name);
const down = async () => {
  throw new Error('connect ECONNREFUSED 10.0.0.7:5432 as reader');
};

describe('health', () => {
  it('is 200, without a key, when a question can be answered', async () => {
    const { status, body } = await health(createFakeHttpApi());

    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      checks: [
        { name: 'configuration', ok: true },
        { name: 'jobs', ok: true },
        { name: 'catalog', ok: true },
        { name: 'database', ok: true },
      ],
    });
  });

  it.each<[string, (api: FakeHttpApi) => unknown, string[]]>([
    [
      'the configuration is not valid',
      (api) => api.configure('{}', 'v2'),
      ['configuration', 'catalog', 'database'],
    ],
    ['the table does not answer', (api) => api.jobs.failNext('find', new Error('down')), ['jobs']],
    ['there is no catalogue', (api) => api.catalogs.clear(), ['catalog']],
    [
      'the database does not answer',
      (api) => {
        api.databases.ping = down;
      },
      ['database'],
    ],
  ])('is 503 and names the check when %s', async (_case, breakIt, names) => {
    const api = createFakeHttpApi();
    breakIt(api);

    const { status, body, headers } = await health(api);

    expect([status, failing(body), headers['retry-after']]).toEqual([503, names, '5']);
  });

  it('tells nobody what the database said, nor whose it is; the log has the name of the error', async () => {
    const api = createFakeHttpApi();
    api.databases.ping = down;

    const { body, text } = await health(api);

    expect(body.detail).toBe('No database that a question goes to answers.');
    expect(text).not.toMatch(/northwind|inquery\/|ECONN|10\.0|reader/);
    expect(api.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', source: 'northwind', cause: 'Error' }),
    );
    expect(JSON.stringify(api.lines)).not.toMatch(/10\.0\.0\.7/);
  });
});

describe('a look at the database', () => {
  it('is shared by calls that come while it goes on', async () => {
    const api = createFakeHttpApi();
    const look = Promise.withResolvers<void>();
    api.databases.ping = () => look.promise;

    const calls = [health(api), health(api), health(api)];
    look.resolve();

    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(api.databases.pings).toHaveLength(1);
  });

  it('counts for five seconds, whatever it found', async () => {
    const api = createFakeHttpApi();
    api.databases.ping = down;
    const seen = [(await health(api)).status];
    api.databases.ping = async () => undefined;

    for (const milliseconds of [4_999, 1]) {
      await api.clock.sleep(milliseconds);
      seen.push((await health(api)).status);
    }

    expect(seen).toEqual([503, 503, 200]);
    expect(api.databases.pings).toHaveLength(2);
  });

  it('is at that of the default source', async () => {
    const api = createFakeHttpApi();
    const { northwind, nw_abbr } = SAMPLE_DOCUMENT.sources;
    const other = { ...nw_abbr, secretName: 'inquery/other' };
    api.configure({ ...SAMPLE_DOCUMENT, sources: { northwind, nw_abbr: other } }, 'v2');

    await health(api);

    expect(api.databases.pings).toEqual([northwind.secretName]);
  });

  it('is at those of all sources where none is the default; one that answers is enough', async () => {
    const api = createFakeHttpApi();
    api.configure({ ...SAMPLE_DOCUMENT, defaultSource: undefined }, 'v2');
    let asked = 0;
    api.databases.ping = () => (asked++ === 0 ? down() : Promise.resolve());

    const { status } = await health(api);

    expect([status, asked]).toEqual([200, 2]);
  });

  it('finds that a database that hangs does not answer', async () => {
    const { logger } = createFakeLogger();
    const ping = () => new Promise<void>(() => undefined);
    const clock = { now: () => 0 };
    const databaseAnswers = createDatabaseLook({ ping, clock, logger, withinMs: 1 });
    const api = createFakeHttpApi({ databaseAnswers });

    const { status, body } = await health(api);

    expect([status, failing(body)]).toEqual([503, ['database']]);
  });
});
