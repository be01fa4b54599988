import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openReferenceDatabase, type ReferenceDatabase } from '../../commands/eval/run/reference-database.ts';
import { readSuite } from '../../commands/eval/suite.ts';
import beyond from './questions/beyond.json' with { type: 'json' };
import notAnswered from './questions/not-answered.json' with { type: 'json' };
import { type RunningStack, runStack } from './support/running-stack.ts';

const suite = await readSuite('evals/northwind.jsonl');
/** What the offline model does not answer rightly: refuses, or reads wrongly. */
const known: Readonly<Record<string, string>> = notAnswered;

describe('questions over the sample database', () => {
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

  describe.each(['northwind', 'nw_abbr'])('in %s', (source) => {
    const outcomeOf = async ({ question, references, ordered }: (typeof suite)[number]) => {
      const { status, rows = [], sql, error } = await running.api.ask(question, { source });
      const isRight = status === 'ANSWERED' && (await reference.isRight(rows, references, ordered));
      return { outcome: isRight ? 'right' : status, sql, error };
    };

    it.each(suite.filter(({ id }) => !known[id]))(
      'answers "$question" with the right rows',
      async (asked) => {
        const { outcome, sql, error } = await outcomeOf(asked);

        expect({ outcome, sql, error }).toEqual({ outcome: 'right', sql, error: undefined });
      },
    );

    it.each(suite.filter(({ id }) => known[id] === 'refused'))(
      'answers "$question" rightly or not at all',
      async (asked) => {
        const { outcome, sql } = await outcomeOf(asked);

        expect({ sql, outcome: outcome === 'right' ? 'REFUSED' : outcome }).toEqual({
          sql,
          outcome: 'REFUSED',
        });
      },
    );

    it.each(beyond)('does not answer "$question"', async ({ question, status: expected = 'REFUSED' }) => {
      const { status, sql } = await running.api.ask(question, { source });

      expect({ status, sql }).toEqual({ status: expected, sql });
    });
  });

  it('follows a conversation', async () => {
    const conversationId = 'conversation-of-four';
    const ask = (question: string) => running.api.ask(question, { source: 'northwind', conversationId });

    await ask('What is the total revenue?');
    await ask('and by quarter?');
    await ask('only 2024');
    const last = await ask('what about 2023?');

    const expected = `SELECT to_char(o.order_date, 'YYYY-"Q"Q'), sum(d.unit_price * d.quantity * (1 - d.discount)) FROM order_details d JOIN orders o ON o.order_id = d.order_id WHERE extract(year FROM o.order_date) = 2023 GROUP BY 1`;
    expect({
      status: last.status,
      same: await reference.isRight(last.rows ?? [], [expected], false),
    }).toEqual({ status: 'ANSWERED', same: true });
  });
});
