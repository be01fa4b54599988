import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';
const ALL = 'SELECT count(*) AS customers FROM northwind.customers';
const GERMAN = "SELECT count(*) AS customers FROM northwind.customers WHERE country = 'Germany'";

describe('a question run again', () => {
  let running: RunningStack;

  beforeAll(async () => {
    running = await runStack();
  }, 60_000);

  afterEach(() => running.stack.faults.clear());

  afterAll(() => running?.stop());

  const writes = (sql: string) =>
    running.stack.faults.order([
      {
        kind: 'reply',
        match: { tool: 'write_sql' },
        name: 'write_sql',
        input: { sql, assumptions: [], confidence: 0.9 },
      },
    ]);
  const begin = async (id: string, how: string, body?: object) => {
    const { status, body: begun } = await running.api.call('POST', `/v1/questions/${id}/${how}`, body);
    expect({ status, begun }).toMatchObject({ status: 202 });
    return running.api.ended(begun.id);
  };

  it('goes on after a database outage without asking a model anything', async () => {
    await running.stopDatabase();
    const failed = await running.api.ask(QUESTION);
    await running.startDatabase();
    // Any call of a model from here on would use one up.
    running.stack.faults.order([{ kind: 'throttle', times: 50 }]);

    const redriven = await begin(failed.id, 'redrive');

    expect(failed).toMatchObject({ status: 'FAILED', error: { name: 'DatabaseUnavailable' } });
    expect(failed.usage.modelCalls).toBeGreaterThan(0);
    expect(redriven).toMatchObject({
      status: 'ANSWERED',
      redriveOf: failed.id,
      rows: [['91']],
      answer: expect.stringContaining('91'),
      usage: { modelCalls: 0, costUsd: 0 },
    });
    expect(running.stack.faults.remaining()).toBe(50);
  }, 60_000);

  it('tried with another prompt shows the difference', async () => {
    writes(ALL);
    const asked = await running.api.ask(QUESTION);
    writes(GERMAN);

    const replayed = await begin(asked.id, 'replay', {
      from: 'Generate',
      with: { context: { extend: '-- Only customers in Germany count.' } },
    });

    expect(replayed).toMatchObject({ status: 'ANSWERED', replayOf: asked.id, rows: [['11']] });
    expect(replayed.difference).toMatchObject({
      sql: { before: ALL, after: GERMAN, same: false },
      rows: { same: false, added: [['11']], removed: [['91']], complete: true },
    });
  });
});
