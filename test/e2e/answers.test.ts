import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import questions from './questions/northwind.json' with { type: 'json' };
import { type RunningStack, runStack } from './support/running-stack.ts';
import { sameRows } from './support/same-rows.ts';

/** Values as the server writes them: the driver would make dates of dates. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

describe('questions over the sample database', () => {
  let running: RunningStack;
  let reader: pg.Client;

  beforeAll(async () => {
    running = await runStack();
    reader = new pg.Client({ connectionString: running.readerUrl });
    await reader.connect();
  }, 60_000);

  afterAll(async () => {
    await reader?.end();
    await running?.stop();
  });

  describe.each([
    { source: 'northwind', reference: 'sql' as const },
    { source: 'nw_abbr', reference: 'abbrSql' as const },
  ])('in $source', ({ source, reference }) => {
    it.each(questions)('answers "$question" with the right rows', async (asked) => {
      const expected = await reader.query({ text: asked[reference], rowMode: 'array', types: AS_TEXT });

      const job = await running.api.ask(asked.question, { source });

      expect({ status: job.status, error: job.error }).toEqual({ status: 'ANSWERED', error: undefined });
      expect({ sql: job.sql, same: sameRows(job.rows ?? [], expected.rows, asked.ordered) }).toEqual({
        sql: job.sql,
        same: true,
      });
    });
  });
});
