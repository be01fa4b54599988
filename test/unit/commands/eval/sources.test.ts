import { describe, expect, it } from '@jest/globals';
import { databaseSource, sourceNames, urlFor } from '../../../../commands/eval/run/database-source.ts';
import {
  readDocument,
  withDatabases,
  withSource,
} from '../../../../commands/eval/run/evaluation-configuration.ts';
import { failureKind } from '../../../../commands/eval/run/failure-kind.ts';
import { Configuration } from '../../../../shared/contracts/configuration.ts';
import type { QuestionView } from '../../../../shared/contracts/job.ts';

describe('the sources of a run', () => {
  it('have names that the configuration allows, no two the same', () => {
    expect([...sourceNames(['Sales', 'sales', '2024-q1', 'Grüße!']).values()]).toEqual([
      'sales',
      'sales_2',
      'db_2024-q1',
      'gr__e_',
    ]);
  });

  it.each([
    ['postgres://h:5432/{db}?sslmode=disable', 'my db', 'postgres://h:5432/my%20db?sslmode=disable'],
    ['postgres://h:5432/one', undefined, 'postgres://h:5432/one'],
  ])('are at %s with the database %s filled in', (template, db, url) => {
    expect(urlFor(template, db)).toBe(url);
  });

  it('need a db where the URL has a place for it', () => {
    expect(() => urlFor('postgres://h/{db}', undefined)).toThrow('names no db');
  });

  it.each(['mysql://h/db', 'nonsense'])('are PostgreSQL, not %s', async (url) => {
    await expect(databaseSource('x', url)).rejects.toThrow('--url takes postgres://');
  });
});

describe('the configuration of a run', () => {
  const login = { host: '127.0.0.1', port: 1, dbname: 'd', username: 'u', password: 'p' };
  const source = {
    name: 'shop',
    url: 'postgres://h/shop',
    login,
    tls: 'disable',
    schemas: ['public'],
  } as const;

  it('has a source for each database and the models of the document, and no password', async () => {
    const document = await readDocument('inquery.config.json');

    const made = withDatabases(document, [source]);

    expect(Configuration.parse(JSON.parse(JSON.stringify(made)))).toMatchObject({
      sources: { shop: { schemas: ['public'], secretName: 'inquery/eval/shop', limits: { rows: 100_000 } } },
      models: document.models,
    });
    expect(JSON.stringify(made)).not.toContain('"p"');
  });

  it('says which sources there are when one is not', async () => {
    const document = await readDocument('inquery.config.json');

    expect(() => withSource(document, 'southwind')).toThrow(
      'southwind is not configured; there are northwind',
    );
  });
});

describe('why a question was not answered rightly', () => {
  type Ended = Pick<QuestionView, 'error' | 'attempts'>;
  const kindOf = (ended: Partial<Ended>, sawItsTables: boolean) =>
    // Nothing else of the view is looked at.
    failureKind({ attempts: [], ...ended } as unknown as QuestionView, sawItsTables);
  const timedOut = { sql: 'SELECT 1', error: { name: 'StatementTimeout', message: '' } };

  it.each([
    ['linking', {}, false],
    ['generation', {}, true],
    ['generation', { error: { name: 'NotAnswerable' as const, message: '' } }, true],
    ['guard', { error: { name: 'UnsafeSql' as const, message: '' } }, false],
    ['model', { error: { name: 'ModelThrottled' as const, message: '' } }, true],
    ['internal', { error: { name: 'ConfigInvalid' as const, message: '' } }, true],
    ['timeout', { error: { name: 'AttemptsExhausted' as const, message: '' }, attempts: [timedOut] }, true],
    ['generation', { error: { name: 'AttemptsExhausted' as const, message: '' } }, true],
  ])('is %s for %j', (kind, ended, sawItsTables) => {
    expect(kindOf(ended, sawItsTables)).toBe(kind);
  });
});
