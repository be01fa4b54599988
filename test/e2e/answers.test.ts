import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { sameRows } from '../../commands/eval/compare/same-rows.ts';
import beyond from './questions/beyond.json' with { type: 'json' };
import questions from './questions/northwind.json' with { type: 'json' };
import { type RunningStack, runStack } from './support/running-stack.ts';

/** Values as the server writes them: the driver would make dates of dates. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

describe('questions over the sample database', () => {
  let running: RunningStack;
  let reader: pg.Client;

  beforeAll(async () => {
    running = await runStack();
    reader = new pg.Client({ connectionString: running.readerUrl, types: AS_TEXT });
    await reader.connect();
  }, 60_000);

  afterAll(async () => {
    await reader?.end();
    await running?.stop();
  });

  const rowsOf = async (sql: string) => (await reader.query({ text: sql, rowMode: 'array' })).rows;

  describe.each([
    { source: 'northwind', reference: 'sql' as const },
    { source: 'nw_abbr', reference: 'abbrSql' as const },
  ])('in $source', ({ source, reference }) => {
    it.each(questions)('answers "$question" with the right rows', async (asked) => {
      const expected = await rowsOf(asked[reference]);

      const job = await running.api.ask(asked.question, { source });

      expect({ status: job.status, error: job.error }).toEqual({ status: 'ANSWERED', error: undefined });
      expect({ sql: job.sql, same: sameRows(job.rows ?? [], expected, asked.ordered) }).toEqual({
        sql: job.sql,
        same: true,
      });
    });

    it.each(beyond)('answers "$question" rightly or not at all', async (asked) => {
      const sql = asked[reference];

      const job = await running.api.ask(asked.question, { source });

      const isRight = sql !== undefined && sameRows(job.rows ?? [], await rowsOf(sql), false);
      expect({ sql: job.sql, outcome: isRight ? 'right' : job.status }).toEqual({
        sql: job.sql,
        outcome: isRight ? 'right' : 'REFUSED',
      });
    });
  });

  it('follows a conversation', async () => {
    const conversationId = 'conversation-of-four';
    const ask = (question: string) => running.api.ask(question, { source: 'northwind', conversationId });

    await ask('What is the total revenue?');
    await ask('and by quarter?');
    await ask('only 2024');
    const last = await ask('what about 2023?');

    const expected = await rowsOf(
      `SELECT to_char(o.order_date, 'YYYY-"Q"Q'), sum(d.unit_price * d.quantity * (1 - d.discount)) FROM order_details d JOIN orders o ON o.order_id = d.order_id WHERE extract(year FROM o.order_date) = 2023 GROUP BY 1`,
    );
    expect({ status: last.status, same: sameRows(last.rows ?? [], expected, false) }).toEqual({
      status: 'ANSWERED',
      same: true,
    });
  });
});
