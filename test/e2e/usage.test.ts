import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DeadLetterQueue, listDeadLetterQueues } from '../../commands/dead-letters/list-queues.ts';
import { readLetters } from '../../commands/dead-letters/read-letters.ts';
import { redriveQueue } from '../../commands/dead-letters/redrive-queue.ts';
import type { DayUsageView } from '../../shared/contracts/http/usage.ts';
import type { QuestionView } from '../../shared/contracts/job.ts';
import { metricsIn } from '../support/embedded-metrics.ts';
import { apiClient } from './support/client.ts';
import { endedExport } from './support/exports.ts';
import { metricsOf } from './support/metrics.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';
import { targetClients } from './support/target-clients.ts';

/** Who has the last word on a job. */
const LAST = ['count-usage', 'notify-subscribers'];
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

  it('have beside them lines that all name their job, and their execution where they are of one', async () => {
    const { id } = await running.api.ask(QUESTION);
    const { body } = await running.api.call('POST', '/v1/exports', { questionId: id });
    const jobs = [id, String(body.id)];
    await endedExport(running, String(body.id));
    const linesIn = (log: string) => log.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
    // Whoever is told of the export's end is the last.
    const log = await untilLogged((text) => {
      const told = linesIn(text).filter(({ jobId, task }) => jobId === body.id && LAST.includes(task));
      return new Set(told.map(({ task }) => task)).size === LAST.length;
    });

    const lines = linesIn(log);
    for (const job of jobs) {
      const about = lines.filter((line) => JSON.stringify(line).includes(job));
      expect(about.filter(({ jobId }) => jobId !== job)).toEqual([]);
      expect(about.map(({ message }) => message)).toEqual(
        expect.arrayContaining(['Request served', 'step', 'ended', 'An event was sent on.']),
      );
    }
    expect(lines.filter(({ task }) => task === 'export-query').map((line) => line.executionArn)).toEqual([
      expect.stringMatching(new RegExp(`:execution:inquery-export:${body.id}$`)),
    ]);
    const states = lines.filter(({ state }) => state !== undefined);
    expect(states.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['Plan', 'Collect', 'Introspect', 'Build', 'IndexLogin', 'Generate']),
    );
    expect(states.filter(({ executionArn }) => !/:execution:inquery-/.test(executionArn))).toEqual([]);
  });
});

describe('An event that was given up', () => {
  const clients = () => targetClients(running);

  /** The queue, once it holds so many letters. */
  async function letters(count: number): Promise<[DeadLetterQueue, readonly DeadLetterQueue[]]> {
    for (;;) {
      const queues = await listDeadLetterQueues(clients().sqs);
      const found = queues.find(({ name }) => name.startsWith('EventLetters'));
      if (found?.messages === count) return [found, queues];
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('by a function that failed with it three times is kept, and sent again to that function', async () => {
    const event = { 'detail-type': 'Question Answered', detail: { jobId: 'none that can be' } };
    const Payload = Buffer.from(JSON.stringify(event));
    const FunctionName = 'inquery-count-usage';
    await clients().lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));

    const [queue, queues] = await letters(1);
    const [line] = await redriveQueue(clients(), queue, queues, undefined);

    expect(line).toMatch(/ event to inquery-count-usage$/);
    await letters(0);
    // It was called, and has failed again.
    const [again] = await letters(1);
    const [{ Body = '' } = {}] = await readLetters(clients().sqs, again.url);
    expect(JSON.parse(Body)).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: event,
    });
  });

  it('by the bus is sent again to the target that did not get it, as its rule has it', async () => {
    const rule = running.stack.resources.rules.find(({ schedule }) => schedule === 'rate(6 hours)');
    const [target] = rule?.targets ?? [];
    const text = (StringValue = '') => ({ DataType: 'String', StringValue });
    const { QueueUrl } = await clients().sqs.send(
      new GetQueueUrlCommand({ QueueName: queueNameOf(target?.DeadLetterConfig?.Arn) }),
    );
    const event = {
      version: '0',
      id: '1',
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      detail: {},
    };
    const place = {
      account: '000000000000',
      region: 'us-east-1',
      time: '2027-01-01T00:00:00Z',
      resources: [],
    };
    const { MessageId } = await clients().sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: JSON.stringify({ ...event, ...place }),
        MessageAttributes: { RULE_ARN: text(rule?.arn), TARGET_ARN: text(target?.Arn) },
      }),
    );
    const refreshes = () =>
      clients().stepFunctions.send(new ListExecutionsCommand({ stateMachineArn: target?.Arn }));
    const before = (await refreshes()).executions?.length ?? 0;

    const queues = await listDeadLetterQueues(clients().sqs);
    const queue = queues.find(({ name }) => name.startsWith('EventLetters'));
    const [line] = queue ? await redriveQueue(clients(), queue, queues, MessageId) : [];

    expect(line).toBe(`${MessageId}  event to inquery-catalog`);
    const { executions = [] } = await refreshes();
    expect(executions).toHaveLength(before + 1);
    const [{ executionArn } = {}] = executions;
    const { input } = await clients().stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    expect(input).toBe('{"scope":"all"}');
  });
});

const queueNameOf = (arn = '') => arn.split(':').at(-1);

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
