import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';
const WHY = 'Why did the number of orders rise in March 2024?';
const ALL = 'SELECT count(*) AS customers FROM northwind.customers';
const GERMAN = "SELECT count(*) AS customers FROM northwind.customers WHERE country = 'Germany'";

const PROMPT = readFileSync(new URL('../../shared/prompts/sql-postgres.md', import.meta.url), 'utf8');

describe('a question run again', () => {
  let running: RunningStack;

  beforeAll(async () => {
    running = await runStack();
  });

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
    const [failed, why] = await Promise.all([running.api.ask(QUESTION), running.api.ask(WHY)]);
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

    running.stack.faults.clear();
    const argued = await begin(why.id, 'redrive');

    expect(why).toMatchObject({ status: 'FAILED', error: { name: 'DatabaseUnavailable' } });
    expect(argued).toMatchObject({ status: 'ANSWERED', usage: { modelCalls: 1 } });
    expect(argued.factors?.[0]).toMatchObject({ rowCount: 12 });
  });

  it('tried with another prompt shows the difference', async () => {
    writes(ALL);
    const asked = await running.api.ask(QUESTION);
    writes(GERMAN);

    const replayed = await begin(asked.id, 'replay', {
      from: 'Generate',
      with: { prompt: `Only customers in Germany count.\n${PROMPT}` },
    });
    const { body } = await running.api.call('GET', `/v1/questions/${replayed.id}/evidence`);
    const { exchanges } = Object(await (await fetch(Object(body.file).url)).json());

    expect(replayed).toMatchObject({ status: 'ANSWERED', replayOf: asked.id, rows: [['11']] });
    expect(Object(replayed).difference).toMatchObject({
      sql: { before: ALL, after: GERMAN, same: false },
      rows: { same: false, added: [['11']], removed: [['91']], complete: true },
    });
    expect(replayed.usage.modelCalls).toBe(2);
    expect(exchanges[0].exchange.system).toMatch(/^Only customers in Germany count\./);
  });

  it('leaves evidence that stays as it was, whatever is said of the answer later', async () => {
    const asked = await running.api.ask(QUESTION);
    const path = `/v1/questions/${asked.id}`;
    const first = await running.api.call('GET', `${path}/evidence`);
    await running.api.call('POST', `${path}/feedback`, { verdict: 'reject', reason: 'Not these.' });

    const { body } = await running.api.call('GET', `${path}/evidence`);

    const text = await (await fetch(Object(body.file).url)).text();
    expect(first).toMatchObject({ status: 200, body: { kind: 'evidence', sha256: body.sha256 } });
    expect(createHash('sha256').update(text).digest('hex')).toBe(body.sha256);
    const bundle = JSON.parse(text);
    expect(bundle).toMatchObject({
      question: { id: asked.id, question: QUESTION, status: 'ANSWERED' },
      sql: { text: asked.sql, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      rows: { rowCount: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      checks: [{ state: 'Check', policy: 'all', plan: expect.stringContaining('Aggregate') }],
      decisions: { feedback: [] },
      missing: [],
      versions: { catalog: [expect.any(String)], configuration: [expect.any(String)] },
    });
    expect(bundle.exchanges.map(({ state }: { state: string }) => state)).toEqual([
      'ClassifyIntent',
      'Generate',
      'Explain',
    ]);
    expect(Object.values(bundle.contexts)).toEqual([
      expect.objectContaining({ schema: expect.stringContaining('CREATE TABLE') }),
    ]);
  });
});
