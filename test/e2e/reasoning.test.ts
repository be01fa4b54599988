import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStack, runStack } from './support/running-stack.ts';

describe('questions that ask why', () => {
  let running: RunningStack;

  beforeAll(async () => {
    running = await runStack();
  });

  afterEach(() => running.stack.faults.clear());

  afterAll(() => running?.stop());

  const replies = (tool: string, ...inputs: readonly [string, unknown][]) =>
    running.stack.faults.order(
      inputs.map(([name, input]) => ({ kind: 'reply' as const, match: { tool }, name, input })),
    );

  it.each(['northwind', 'nw_abbr'])('are answered from several figures over %s', async (source) => {
    const job = await running.api.ask('Why did the number of orders rise in March 2024?', { source });

    expect(job).toMatchObject({ status: 'ANSWERED', answer: expect.stringContaining('do not say why') });
    expect(job.factors?.length).toBeGreaterThanOrEqual(2);
    expect(job.factors?.[0]).toMatchObject({ question: 'number of orders by month in 2024', rowCount: 12 });
    expect(job.attempts.length).toBe(job.factors?.length);
    const branches = job.steps.filter(({ state }) => state === 'ExecuteFactor').map(({ branch }) => branch);
    expect(branches.toSorted()).toEqual(job.factors?.map((_, index) => `factor-${index}`));
  });

  it('name a figure that could not be fetched and drop one that was invented', async () => {
    replies('split', [
      'split',
      { factors: [{ question: 'How many orders are there?' }, { question: 'What is the weather like?' }] },
    ]);
    replies(
      'explain',
      ['explain', { answer: 'There were 4711 fewer orders.' }],
      ['explain', { answer: 'There are 830 orders. That is 4711 fewer.' }],
    );

    const job = await running.api.ask('Why did the number of orders fall?');

    expect(job).toMatchObject({ status: 'ANSWERED', answer: 'There are 830 orders.' });
    expect(job.factors).toEqual([
      { question: 'How many orders are there?', sql: expect.any(String), rowCount: 1 },
      {
        question: 'What is the weather like?',
        error: { name: 'NotAnswerable', message: expect.any(String) },
      },
    ]);
    expect(job.assumptions).toContainEqual(expect.stringMatching(/^Not known: What is the weather like\?/));
  });

  it('are refused when no figure can be fetched, and say so', async () => {
    replies('split', ['split', { factors: [{ question: 'Is it raining?' }, { question: 'Is it cold?' }] }]);

    const job = await running.api.ask('Why did the number of orders fall?');

    expect(job).toMatchObject({
      status: 'REFUSED',
      error: { name: 'NotAnswerable', message: expect.stringMatching(/^None of the figures/) },
    });
  });

  it('are refused when nothing in the data bears on them', async () => {
    const job = await running.api.ask('Why did the temperature of the orders fall?');

    expect(job).toMatchObject({ status: 'REFUSED', error: { name: 'NotAnswerable' } });
  });
});
