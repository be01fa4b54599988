import { describe, expect, it } from '@jest/globals';
import { SourceConfiguration } from '../../../../shared/contracts/configuration.ts';
import { Policy } from '../../../../shared/contracts/policy.ts';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';
import { type IndexedLogin, refreshValueIndexes } from '../../../../shared/retrieval/value-index-refresh.ts';
import { createValueIndexStore } from '../../../../shared/retrieval/value-index-store.ts';
import { createValueIndexWriter } from '../../../../shared/retrieval/value-index-writer.ts';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';
import { createFakeLogger } from '../../../support/fake-logger.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';

const catalog = catalogOf([tableOf('customers', ['name'])]);
const policy = Policy.parse({ name: 'tenant', roles: ['tenant'] });
const limits = SourceConfiguration.shape.valueIndex.parse(undefined);

/** A login whose database answers with these values, or fails. */
function loginOf(id: string, answer: readonly string[] | Error): IndexedLogin {
  return {
    id,
    audience: { secretName: `secret of ${id}`, policy },
    visible: catalog,
    open: async () => async (sql) => {
      if (answer instanceof Error) throw answer;
      const rows = sql.includes('pg_attribute')
        ? [['shop', 'customers', 'name']]
        : answer.map((value) => [value]);
      return { rows, truncated: false };
    },
  };
}

function prepare() {
  const { logger, lines } = createFakeLogger();
  const objects = createMemoryObjectStore();
  const store = createValueIndexStore(objects, logger);
  const writer = createValueIndexWriter(objects);
  const refresh = (...logins: IndexedLogin[]) => refreshValueIndexes(logins, limits, { writer, logger });
  const namesOf = async ({ audience }: IndexedLogin) =>
    (await store.load(catalog, audience))?.lookup('anker birke', catalog).map(({ value }) => value);
  return { lines, refresh, namesOf };
}

describe('refreshValueIndexes', () => {
  it('builds one index for each login', async () => {
    const { refresh, namesOf } = prepare();
    const logins = [loginOf('a', ['Anker']), loginOf('b', ['Birke'])];

    const failed = await refresh(...logins);

    expect([failed, ...(await Promise.all(logins.map(namesOf)))]).toEqual([[], ['Anker'], ['Birke']]);
  });

  it('goes on when one login fails, and says so without a value', async () => {
    const { refresh, namesOf, lines } = prepare();
    const broken = loginOf('a', new InqueryError('DatabaseUnavailable', 'password of Anker is wrong'));
    const sound = loginOf('b', ['Birke']);

    const failed = await refresh(broken, sound);

    expect([failed, await namesOf(broken), await namesOf(sound)]).toEqual([['a'], undefined, ['Birke']]);
    expect(lines).toMatchObject([{ level: 'warn' }, { level: 'info' }]);
    expect(JSON.stringify(lines)).not.toMatch(/Anker|Birke/);
  });

  it('leaves a login that fails its last index', async () => {
    const { refresh, namesOf } = prepare();
    await refresh(loginOf('a', ['Anker']));
    const broken = loginOf('a', new InqueryError('EngineBusy', 'too many connections'));

    await refresh(broken);

    expect(await namesOf(broken)).toEqual(['Anker']);
  });
});
