import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  openReferenceDatabase,
  type ReferenceDatabase,
} from '../../../commands/eval/run/reference-database.ts';
import { readSuite } from '../../../commands/eval/suite.ts';
import { type RunningPostgres, startPostgres } from '../../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../../local/postgres/state-folders.ts';
import { loadSampleDatabase } from '../../../local/sample-database/load-sample-database.ts';
import beyond from './beyond.json' with { type: 'json' };
import notAnswered from './not-answered.json' with { type: 'json' };

const suite = await readSuite('evals/northwind.jsonl');

describe('the reference answers of the northwind suite', () => {
  let dataDir: string;
  let postgres: RunningPostgres;
  let reference: ReferenceDatabase;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'inquery-questions-'));
    postgres = await startPostgres({ dataDir, port: 0, durable: false });
    const { readerUrl } = await loadSampleDatabase({ adminUrl: postgres.url, scale: 1 });
    reference = openReferenceDatabase(readerUrl, ['northwind'], 1);
  });

  afterAll(async () => {
    await reference?.close();
    await postgres?.stop();
    for (const folder of postgresStateFolders(dataDir)) rmSync(folder, { recursive: true });
  });

  it.each(suite)(
    'agree on both schemas and are not empty: $question',
    async ({ references, referencesFor, ordered }) => {
      const abbreviated = referencesFor.nw_abbr ?? [];
      const answers = await Promise.all(abbreviated.map((sql) => reference.rows(sql)));

      const agree = await Promise.all(
        references.map((sql, index) => reference.isRight(answers[index] ?? [], [sql], ordered)),
      );

      expect({ agree, filled: answers.map((rows) => rows.length > 0) }).toEqual({
        agree: references.map(() => true),
        filled: references.map(() => true),
      });
    },
  );

  const limited = suite.flatMap(({ question, references }) =>
    references.filter((sql) => / LIMIT \d+$/.test(sql)).map((sql) => ({ question, sql })),
  );

  it.each(limited)('do not depend on how ties are broken: $question', async ({ sql }) => {
    const rows = await reference.rows(sql);

    const withTies = await reference.rows(sql.replace(/ LIMIT (\d+)$/, ' FETCH FIRST $1 ROWS WITH TIES'));

    expect(withTies).toEqual(rows);
  });

  it('have an id of their own each, and the lists beside them name no other', () => {
    const ids = new Set(suite.map(({ id }) => id));

    expect(beyond.filter(({ id }) => ids.has(id))).toEqual([]);
    expect(Object.keys(notAnswered).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('come in three difficulties', () => {
    const levels = new Set(suite.map(({ difficulty }) => difficulty));

    expect([suite.length >= 80, [...levels].sort()]).toEqual([true, ['easy', 'hard', 'medium']]);
  });
});
