import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type RunningPostgres, startPostgres } from '../../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../../local/postgres/state-folders.ts';
import { loadSampleDatabase } from '../../../local/sample-database/load-sample-database.ts';
import beyond from './beyond.json' with { type: 'json' };
import questions from './northwind.json' with { type: 'json' };

describe('the reference answers of the Northwind questions', () => {
  let dataDir: string;
  let postgres: RunningPostgres;
  let reader: Client;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'inquery-questions-'));
    postgres = await startPostgres({ dataDir, port: 0, durable: false });
    const { readerUrl } = await loadSampleDatabase({ adminUrl: postgres.url, scale: 1 });
    reader = new Client({ connectionString: readerUrl });
    await reader.connect();
  });

  afterAll(async () => {
    await reader.end();
    await postgres.stop();
    for (const folder of postgresStateFolders(dataDir)) rmSync(folder, { recursive: true });
  });

  async function rows(sql: string, ordered: boolean): Promise<string[]> {
    const { rows: found } = await reader.query({ text: sql, rowMode: 'array' });
    const lines = found.map((row) => JSON.stringify(row));
    return ordered ? lines : lines.sort();
  }

  const referenced = [
    ...questions,
    ...beyond.flatMap(({ question, sql, abbrSql }) =>
      sql && abbrSql ? [{ question, sql, abbrSql, ordered: false }] : [],
    ),
  ];

  it.each(referenced)(
    'agree on both schemas and are not empty: $question',
    async ({ sql, abbrSql, ordered }) => {
      const answer = await rows(sql, ordered);

      expect([answer.length > 0, await rows(abbrSql, ordered)]).toEqual([true, answer]);
    },
  );

  it.each(questions.filter(({ sql }) => sql.includes(' LIMIT ')))(
    'do not depend on how ties are broken: $question',
    async ({ sql }) => {
      const upwards = await rows(sql.replace(' LIMIT ', ', 1 ASC LIMIT '), true);

      expect(await rows(sql.replace(' LIMIT ', ', 1 DESC LIMIT '), true)).toEqual(upwards);
    },
  );

  it('have an id of their own each', () => {
    const ids = [...questions, ...beyond].map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });
});
