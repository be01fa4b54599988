import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openReferenceDatabase, type ReferenceDatabase } from '../../commands/eval/run/reference-database.ts';
import { readSuite } from '../../commands/eval/suite.ts';
import { refreshCatalogs } from '../../local/stack/refresh-catalogs.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

/** Every fourth: enough to tell, few enough to wait for. */
const SHARE = 4;
const suite = (await readSuite('evals/northwind.jsonl')).filter((_, at) => at % SHARE === 0);
/** Every warm function keeps the catalogue it has for five seconds. */
const KEPT_MS = 5_500;
const MISSING = /glossary is missing/;

/** Comments and foreign keys are all that explains these names. */
const STRIP = `
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT conrelid::regclass AS rel, conname FROM pg_constraint
             WHERE contype = 'f' AND connamespace = 'nw_abbr'::regnamespace LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.rel, one.conname);
  END LOOP;
  FOR one IN SELECT c.oid::regclass AS rel FROM pg_class c
             WHERE c.relnamespace = 'nw_abbr'::regnamespace AND c.relkind = 'r' LOOP
    EXECUTE format('COMMENT ON TABLE %s IS NULL', one.rel);
  END LOOP;
  FOR one IN SELECT a.attrelid::regclass AS rel, a.attname FROM pg_attribute a
             JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relnamespace = 'nw_abbr'::regnamespace AND c.relkind = 'r'
               AND a.attnum > 0 AND NOT a.attisdropped LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS NULL', one.rel, one.attname);
  END LOOP;
END $$`;

describe('a source of cryptic names that nothing explains any more', () => {
  let running: RunningStack;
  let reference: ReferenceDatabase;

  beforeAll(async () => {
    running = await runStack();
    reference = openReferenceDatabase(running.readerUrl, ['northwind'], 1);
  });

  afterAll(async () => {
    await reference?.close();
    await running?.stop();
  });

  const ask = async (question: string) => {
    const view = await running.api.ask(question, { source: 'nw_abbr' });
    return { ...view, said: [...(view.assumptions ?? []), view.error?.message ?? ''].join(' ') };
  };
  const askAll = async () => {
    const answers = [];
    for (const { question, references, ordered } of suite) {
      const { status, rows = [], said } = await ask(question);
      const isRight = status === 'ANSWERED' && (await reference.isRight(rows, references, ordered));
      answers.push({ question, status, isRight, said });
    }
    return answers;
  };

  it('is answered less often, and every answer, refusal and question asked back says that the glossary is missing', async () => {
    const explained = await askAll();
    const client = new pg.Client({ connectionString: running.adminUrl });
    await client.connect();
    await client.query(STRIP);
    await client.end();
    await refreshCatalogs(running.stack);
    await delay(KEPT_MS);

    const unexplained = await askAll();

    const right = (answers: typeof explained) => answers.filter(({ isRight }) => isRight).length;
    expect(right(unexplained)).toBeLessThan(0.8 * right(explained));
    expect(explained.filter(({ said }) => MISSING.test(said))).toEqual([]);
    expect(unexplained.filter(({ said }) => !MISSING.test(said))).toEqual([]);
  }, 240_000);
});
