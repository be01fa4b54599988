import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DayUsageView } from '../../shared/contracts/http/usage.ts';
import type { QuestionView } from '../../shared/contracts/job.ts';
import { metricsIn } from '../support/embedded-metrics.ts';
import { apiClient } from './support/client.ts';
import { metricsOf } from './support/metrics.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';
/** More than any budget here: the call before which a budget runs out, whatever the others took. */
const LONG_REPLY = 100_000;
const PRICE = { inputPerMillion: 3, outputPerMillion: 15, cachedPerMillion: 0.3 };

type Api = ReturnType<typeof apiClient>;

let running: RunningStack;

beforeAll(async () => {
  running = await runStack();
  const file = new URL('../../inquery.config.json', import.meta.url);
  const document = JSON.parse(await readFile(file, 'utf8'));
  const { models } = document;
  const short = (model: object) => ({ ...model, maxOutputTokens: 200, price: PRICE });
  await putConfiguration(running, {
    ...document,
    models: {
      ...models,
      intent: short(models.intent),
      sql: short(models.sql),
      reflect: short(models.reflect),
      explain: { ...short(models.explain), maxOutputTokens: LONG_REPLY },
    },
    budgets: {
      roles: [
        { role: 'thrifty', perQuestion: { tokens: 20_000 } },
        { role: 'daily', perDay: { usd: 0.02 } },
      ],
    },
  });
  await running.api.call('POST', '/v1/config/reload');
}, 60_000);

afterAll(async () => {
  await running?.stop();
});

async function newPrincipal(principalId: string, roles: string[]): Promise<Api> {
  const { body } = await running.api.call('POST', '/v1/keys', { principalId, roles });
  return apiClient(running.stack.url, String(body.key));
}

async function usageOf(api: Api, principal?: string): Promise<DayUsageView[]> {
  const query = principal === undefined ? '' : `?principal=${principal}`;
  const { status, body } = await api.call('GET', `/v1/usage${query}`);
  expect(status).toBe(200);
  // The route's own schema has parsed it.
  return body.usage as unknown as DayUsageView[];
}

/** A question is counted moments after it has ended. */
async function usageWith(api: Api, questions: number): Promise<DayUsageView[]> {
  for (let tries = 0; tries < 200; tries++) {
    const days = await usageOf(api);
    if (days.reduce((sum, day) => sum + day.questions, 0) >= questions) return days;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('The questions were not counted in five seconds.');
}

const costOf = (jobs: readonly QuestionView[]) => jobs.reduce((sum, { usage }) => sum + usage.costUsd, 0);
const tokensOf = (jobs: readonly QuestionView[]) => jobs.reduce((sum, { usage }) => sum + usage.tokensIn, 0);

describe('the metrics', () => {
  it('count a question, its states and what it cost, and its log lines all name it', async () => {
    const { samples, counted, untilCounted } = metricsOf(running.stack.url);
    const labelsOf = async (name: string, label: string) =>
      (await samples(name)).map(({ labels }) => labels[label]);
    const ida = await newPrincipal('ida', ['analyst']);
    const costBefore = await counted('inquery_cost_usd_total');

    const job = await ida.ask(QUESTION);
    await usageWith(ida, 1);
    await untilCounted('inquery_questions_total', { status: 'ANSWERED' }, 1);

    expect(await counted('inquery_state_latency_seconds', { state: 'Generate', le: '+Inf' })).toBe(1);
    expect((await counted('inquery_cost_usd_total')) - costBefore).toBeCloseTo(job.usage.costUsd, 10);
    expect(await counted('inquery_question_cost_usd_total')).toBeCloseTo(job.usage.costUsd, 10);
    expect(await labelsOf('inquery_executions_running', 'machine')).toContain('inquery-question');
    expect(await labelsOf('inquery_queue_oldest_message_age_seconds', 'queue')).toContainEqual(
      expect.stringMatching(/^ExportsQueue/),
    );
    const log = await untilLogged((text) => metricsIn(text).some(({ name }) => name === 'Questions'));
    const lines = log
      .split('\n')
      .filter((line) => line.includes('"message":"step"') && line.includes(job.id));
    expect(lines.length).toBeGreaterThanOrEqual(7);
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        ...{ jobId: job.id, state: expect.any(String), requestId: expect.any(String) },
        executionArn: expect.stringMatching(new RegExp(`:execution:inquery-question:${job.id}$`)),
      });
    }
    expect(log).not.toMatch(/How many customers|SELECT count/);
  });
});

async function untilLogged(isWhole: (log: string) => boolean): Promise<string> {
  for (let tries = 0; tries < 400; tries++) {
    const log = await readFile(join(running.dir, 'stack', 'logs', 'functions.log'), 'utf8').catch(() => '');
    if (isWhole(log)) return log;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('The log was not written in ten seconds.');
}

describe('the ledger', () => {
  it('adds every model call of every question to the day of who asked', async () => {
    const ann = await newPrincipal('ann', ['analyst']);
    running.stack.faults.order([
      { kind: 'text', match: { tool: 'classify' } },
      {
        kind: 'reply',
        match: { tool: 'write_sql' },
        name: 'write_sql',
        input: { sql: 'SELECT nation FROM northwind.customers', assumptions: [], confidence: 1 },
      },
    ]);

    const jobs = [await ann.ask(QUESTION), await ann.ask('Hello!')];

    const [day, ...others] = await usageWith(ann, jobs.length);
    expect(jobs.map(({ status }) => status)).toEqual(['ANSWERED', 'REPLIED']);
    expect(others).toEqual([]);
    expect(day).toMatchObject({
      principal: 'ann',
      questions: 2,
      calls: jobs.reduce((calls, { usage }) => calls + usage.modelCalls, 0),
      tokensIn: tokensOf(jobs),
    });
    expect(day?.costUsd).toBeCloseTo(costOf(jobs), 10);
    expect(costOf(jobs)).toBeGreaterThan(0);
    // The reply that was no tool call, and the SQL that did not run, were paid for too.
    const paid = jobs[0]?.steps.filter(({ costUsd = 0 }) => costUsd > 0).map(({ state }) => state);
    expect(paid).toEqual(['ClassifyIntent', 'ClassifyIntent', 'Generate', 'Reflect', 'Explain']);
    expect(jobs[0]?.steps.find(({ state }) => state === 'Generate')).toMatchObject({ price: PRICE });
  });

  it('tells an admin of everybody', async () => {
    const bob = await newPrincipal('bob', ['analyst']);
    await bob.ask(QUESTION);

    await usageWith(bob, 1);
    const all = await usageOf(running.api, '*');
    const refused = await bob.call('GET', '/v1/usage?principal=ann');

    expect(all.map(({ principal }) => principal)).toEqual(expect.arrayContaining(['ann', 'bob']));
    expect(refused.status).toBe(403);
  });
});

describe('a budget', () => {
  it('that runs out before the answer is explained leaves the rows, and says so', async () => {
    const thrifty = await newPrincipal('thea', ['thrifty', 'analyst']);

    const job = await thrifty.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']], answer: expect.stringContaining('91') });
    expect(job.assumptions?.at(-1)).toContain('Your budget of 20000 tokens a question');
    expect(job.steps.at(-1)).not.toHaveProperty('model');
  });

  it('that runs out in the middle of a question refuses it, saying what was used', async () => {
    const daily = await newPrincipal('dan', ['daily', 'analyst']);
    const jobs: QuestionView[] = [];
    while (jobs.length < 20 && jobs.at(-1)?.status !== 'REFUSED') {
      jobs.push(await daily.ask(QUESTION));
      await usageWith(daily, jobs.length);
    }

    const last = jobs.at(-1);
    const next = await daily.call('POST', '/v1/questions', { question: QUESTION }, { prefer: 'wait=20' });

    expect(jobs.length).toBeGreaterThan(1);
    expect(last).toMatchObject({ status: 'REFUSED', error: { name: 'BudgetExceeded' } });
    expect(last?.error?.message).toMatch(/^Your budget of \$0\.02 a day .* used, .*00:00 UTC\.$/);
    expect(next).toMatchObject({ status: 422, body: { type: 'urn:inquery:error:BudgetExceeded' } });
    expect((await usageOf(daily))[0]?.costUsd).toBeLessThanOrEqual(0.02);
  });
});
