import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QuestionView } from '../../shared/contracts/job.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

let running: RunningStack;

beforeAll(async () => {
  running = await runStack();
});

afterAll(async () => {
  await running?.stop();
});

/** Asks until functions that are warm have learned of the new verified query. */
async function untilMatched(question: string): Promise<QuestionView> {
  for (let tries = 0; tries < 100; tries++) {
    const job = await running.api.ask(question);
    if (job.matchedQueryId) return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The question was never matched.');
}

describe('feedback', () => {
  it('that puts an answer right answers the question from then on', async () => {
    const question = 'How many customers are there?';
    const sql = 'SELECT count(*) + 0 AS customers FROM northwind.customers';
    const first = await running.api.ask(question);

    const given = await running.api.call('POST', `/v1/questions/${first.id}/feedback`, {
      verdict: 'correct',
      sql,
      reason: 'To be told from the other.',
    });
    const second = await untilMatched(question);
    const { body: judged } = await running.api.call('GET', `/v1/questions/${first.id}`);

    expect(given.status).toBe(200);
    expect(second).toMatchObject({ sql, rows: [['91']] });
    expect(judged.feedback).toEqual([
      expect.objectContaining({ verdict: 'correct', sql, verifiedQueryId: second.matchedQueryId }),
    ]);
  });
});
