import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  openReferenceDatabase,
  type ReferenceDatabase,
  ReferenceFailed,
} from '../../../../commands/eval/run/reference-database.ts';
import { startTestPostgres, type TestPostgres } from '../../../support/postgres-server.ts';

describe('the database that reference SQL runs on', () => {
  let postgres: TestPostgres;
  let reference: ReferenceDatabase;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    await postgres.admin(`CREATE ROLE asker LOGIN PASSWORD 'secret' SUPERUSER`);
    await postgres.admin(`CREATE SCHEMA shop CREATE TABLE goods (name text, price numeric, sold date)`);
    await postgres.admin(
      `INSERT INTO shop.goods VALUES ('tea', 4, '2024-01-01'), ('rice', 2, '2024-01-02'), ('salt', 2, '2024-01-03'), ('oil', 9, NULL)`,
    );
    const { host, port, dbname } = postgres.secretOf('asker', 'secret');
    reference = openReferenceDatabase(`postgres://asker:secret@${host}:${port}/${dbname}`, ['shop'], 2);
  });

  afterAll(async () => {
    await reference?.close();
    await postgres?.dispose();
  });

  it('looks unqualified names up in the schemas given, and gives dates as text', async () => {
    const rows = await reference.rows('SELECT name, sold FROM goods ORDER BY name LIMIT 2');

    expect(rows).toEqual([
      ['oil', null],
      ['rice', '2024-01-02'],
    ]);
  });

  it('takes any row at a tie that the limit cuts', async () => {
    const cheapest = ['SELECT name FROM goods ORDER BY price LIMIT 1;'];

    const verdicts = await Promise.all(
      ['rice', 'salt', 'tea'].map((name) => reference.isRight([[name]], cheapest, true)),
    );

    expect(verdicts).toEqual([true, true, false]);
  });

  it('takes rows that tie in any order where the question orders', async () => {
    const byPrice = ['SELECT name FROM goods ORDER BY price'];
    const rows = (names: string) => names.split(' ').map((name) => [name]);

    const verdicts = await Promise.all(
      ['rice salt tea oil', 'salt rice tea oil', 'salt tea rice oil'].map((names) =>
        reference.isRight(rows(names), byPrice, true),
      ),
    );

    expect(verdicts).toEqual([true, true, false]);
  });

  it('is content with any of several references', async () => {
    const references = [
      'SELECT name FROM goods WHERE price > 5',
      'SELECT name, price FROM goods WHERE price > 5',
    ];

    expect(await reference.isRight([['9', 'oil']], references, false)).toBe(true);
  });

  it('says so when a reference does not run', async () => {
    const judged = reference.isRight([], ['SELECT nothing FROM goods'], false);

    await expect(judged).rejects.toThrow(ReferenceFailed);
  });

  it.each(['DELETE FROM goods', 'SELECT 1; DROP TABLE goods'])('writes nothing: %s', async (sql) => {
    await expect(reference.rows(sql)).rejects.toThrow();

    expect(await reference.rows('SELECT count(*) FROM goods')).toEqual([['4']]);
  });
});
