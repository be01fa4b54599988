import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamodbRateLimiter } from '../../../../shared/access/dynamodb-rate-limiter.ts';
import type { RateLimiter } from '../../../../shared/access/rate-limiter.ts';
import { createMemoryRateLimiter } from '../../../support/memory-rate-limiter.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const NOW = Date.parse('2026-05-04T10:00:20.500Z');
const limits = { requestsPerMinute: 3, questionsPerMinute: 1 };

let jobs: TemporaryJobsTable;

beforeAll(async () => {
  jobs = await createTemporaryJobsTable();
});

afterAll(() => jobs.close());

describe.each<[string, () => RateLimiter]>([
  ['DynamoDB', () => createDynamodbRateLimiter(jobs)],
  ['memory', createMemoryRateLimiter],
])('rate limits kept in %s', (_place, create) => {
  const request = { asks: false, limits, now: NOW };
  const question = { ...request, asks: true };

  it('let as many requests pass as allowed and say what is left and for how long', async () => {
    const limiter = create();

    const decisions = [];
    for (let each = 0; each < 5; each++) decisions.push(await limiter.take('ann', request));

    expect(decisions.map(({ exceeded, remaining }) => [exceeded, remaining.requests])).toEqual([
      [undefined, 2],
      [undefined, 1],
      [undefined, 0],
      ['requests', 0],
      ['requests', 0],
    ]);
    expect(decisions[0]?.resetSeconds).toBe(40);
  });

  it('count questions apart, and do not count what they refuse', async () => {
    const limiter = create();

    const first = await limiter.take('bob', question);
    const second = await limiter.take('bob', question);
    const reading = await limiter.take('bob', request);

    expect([first.exceeded, second.exceeded, reading.exceeded]).toEqual([undefined, 'questions', undefined]);
    expect(reading.remaining).toEqual({ requests: 1, questions: 0 });
  });

  it('are each principal’s own', async () => {
    const limiter = create();
    await limiter.take('cleo', question);

    expect((await limiter.take('dora', question)).exceeded).toBeUndefined();
  });

  it('begin anew with the minute', async () => {
    const limiter = create();
    await limiter.take('eve', question);

    const next = await limiter.take('eve', { ...question, now: NOW + 39_500 });

    expect([next.exceeded, next.resetSeconds]).toEqual([undefined, 60]);
  });

  it('hold when calls come at the same time', async () => {
    const limiter = create();

    const decisions = await Promise.all(
      Array.from({ length: 12 }, () =>
        limiter.take('many', { ...request, limits: { ...limits, requestsPerMinute: 5 } }),
      ),
    );

    expect(decisions.filter(({ exceeded }) => exceeded === undefined)).toHaveLength(5);
  });
});
