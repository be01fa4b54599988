import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import * as z from 'zod';
import standing from '../../inquery.config.json' with { type: 'json' };
import { findVariable } from '../../local/stack/find-variable.ts';
import { statusChangeEvent } from '../../local/step-functions/status-change-event.ts';
import { QuestionEventDetail } from '../../shared/contracts/events.ts';
import { HealthCheck } from '../../shared/contracts/http/problem.ts';
import { createDynamodbJobStore } from '../../shared/jobs/dynamodb-job-store.ts';
import { newJob } from '../support/question-records.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';

describe('when things break', () => {
  let running: RunningStack;
  const events: { type: string; detail: QuestionEventDetail }[] = [];

  beforeAll(async () => {
    running = await runStack();
    const { nw_abbr } = standing.sources;
    await putConfiguration(running, {
      ...standing,
      sources: { ...standing.sources, nw_abbr: { ...nw_abbr, resultCacheSeconds: 3_600 } },
    });
    running.stack.buses.onEvent((event, bus) => {
      if (bus === 'inquery' && event['detail-type'].startsWith('Question')) {
        events.push({ type: event['detail-type'], detail: QuestionEventDetail.parse(event.detail) });
      }
    });
  });

  afterEach(() => running.stack.faults.clear());

  afterAll(() => running?.stop());

  const eventsOf = (jobId: string) => events.filter(({ detail }) => detail.jobId === jobId);
  const post = async (body: object) => (await running.api.call('POST', '/v1/questions', body)).body.id;

  it('fails with a typed error and an event when the database goes, and answers once it is back', async () => {
    running.stack.faults.order({ kind: 'timeout', ms: 600, match: { tool: 'write_sql' } });
    const id = await post({ question: QUESTION });
    await untilGenerating(running, id);
    await running.stopDatabase();
    const failed = await running.api.ended(id);
    const health = await running.api.call('GET', '/health');
    await running.startDatabase();
    const next = await running.api.ask(QUESTION);

    expect(failed).toMatchObject({ status: 'FAILED', error: { name: 'DatabaseUnavailable' } });
    expect(eventsOf(id).map(({ type }) => type)).toEqual(['Question Submitted', 'Question Failed']);
    expect(eventsOf(id).at(-1)?.detail).toMatchObject({ error: 'DatabaseUnavailable', status: 'FAILED' });
    expect(next).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect([health.status, failing(health.body)]).toEqual([503, ['database']]);
  });

  it('answers from a result that was kept while the database is gone, and anew when that is asked for', async () => {
    const asked = { question: QUESTION, source: 'nw_abbr' };
    const first = await running.api.ask(QUESTION, asked);
    await running.stopDatabase();
    const again = await running.api.ask(QUESTION, asked);
    await running.startDatabase();
    const { body } = await running.api.call('POST', '/v1/questions', asked, { 'cache-control': 'no-cache' });
    const anew = await running.api.ended(body.id);

    expect(first).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect(again).toMatchObject({ status: 'ANSWERED', rows: [['91']], sql: first.sql, ranAt: first.ranAt });
    expect(again.assumptions?.at(-1)).toMatch(
      /^The rows are from \d\d:\d\d:\d\d UTC, \d+ seconds? before this/,
    );
    expect(anew).toMatchObject({ status: 'ANSWERED', rows: [['91']], fresh: true });
    expect(anew.ranAt).not.toBe(first.ranAt);
  });

  it('tries again when the model throttles twice', async () => {
    running.stack.faults.order({ kind: 'throttle', times: 2, match: { tool: 'write_sql' } });

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    const generate = job.steps.filter(({ state }) => state === 'Generate').map(({ error }) => error?.name);
    expect(generate).toEqual(['ModelThrottled', 'ModelThrottled', undefined]);
  });

  it('repairs SQL after the error the database gave', async () => {
    running.stack.faults.order({
      kind: 'reply',
      match: { tool: 'write_sql' },
      name: 'write_sql',
      input: {
        sql: 'SELECT count(*) FROM northwind.customers WHERE nation IS NOT NULL',
        assumptions: [],
        confidence: 1,
      },
    });

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect(job.attempts.map(({ error }) => error?.name)).toEqual(['UnknownColumn', undefined]);
  });

  it('ends after maxAttempts with every attempt on record when the model never writes valid SQL', async () => {
    const replies = [1, 2, 3].map((n) => ({
      kind: 'reply' as const,
      match: { tool: 'write_sql' },
      name: 'write_sql',
      input: { sql: `SELECT missing_${n} FROM northwind.customers`, assumptions: [], confidence: 1 },
    }));
    running.stack.faults.order(replies);

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'FAILED', error: { name: 'AttemptsExhausted' } });
    expect(job.attempts.map(({ sql, error }) => [sql, error?.name])).toEqual(
      [1, 2, 3].map((n) => [`SELECT missing_${n} FROM northwind.customers`, 'UnknownColumn']),
    );
  });

  it('refuses SQL that would write, whatever the model says', async () => {
    running.stack.faults.order({
      kind: 'reply',
      match: { tool: 'write_sql' },
      name: 'write_sql',
      input: { sql: 'DELETE FROM northwind.customers', assumptions: [], confidence: 1 },
    });

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'REFUSED', error: { name: 'UnsafeSql' } });
  });

  it('still gives the rows when no sentence can be written about them', async () => {
    running.stack.faults.order({ kind: 'text', times: 9, match: { tool: 'explain' } });

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect(job.answer).toContain('no sentence');
  });

  it('finalises a job whose execution was stopped from outside', async () => {
    running.stack.faults.order({ kind: 'timeout', ms: 20_000, match: { tool: 'write_sql' } });
    const id = await post({ question: QUESTION });
    await untilGenerating(running, id);
    await stopExecution(running, id);

    const job = await running.api.ended(id);

    expect(job).toMatchObject({ status: 'FAILED', error: { name: 'Internal' } });
    await expect(eventually(() => eventsOf(id).map(({ type }) => type))).resolves.toEqual([
      'Question Submitted',
      'Question Failed',
    ]);
  });

  it('finalises a job when Step Functions reports that its execution timed out', async () => {
    running.stack.faults.order({ kind: 'timeout', ms: 20_000, match: { tool: 'write_sql' } });
    const id = await post({ question: QUESTION });
    await untilGenerating(running, id);
    reportTimedOut(running, id);

    const job = await running.api.ended(id);

    expect(job).toMatchObject({ status: 'FAILED', error: { name: 'Internal' } });
    expect(job.error?.message).toContain('longer than a question may take');
    await expect(eventually(() => eventsOf(id).map(({ type }) => type))).resolves.toEqual([
      'Question Submitted',
      'Question Failed',
    ]);
  });

  it('tells subscribers once that a question was cancelled', async () => {
    running.stack.faults.order({ kind: 'timeout', ms: 20_000, match: { tool: 'write_sql' } });
    const id = await post({ question: QUESTION });
    await untilGenerating(running, id);

    const cancelled = await running.api.call('POST', `/v1/questions/${id}/cancel`);

    expect(cancelled).toMatchObject({ status: 200, body: { status: 'CANCELLED' } });
    await expect(eventually(() => eventsOf(id).map(({ type }) => type))).resolves.toEqual([
      'Question Submitted',
      'Question Cancelled',
    ]);
  });

  it('tells that a question was cancelled whose execution was never started', async () => {
    const { clients, resources } = running.stack;
    const jobs = createDynamodbJobStore({
      client: clients.dynamodb,
      table: findVariable(resources, 'JOBS_TABLE'),
    });
    const principal = { id: 'local', roles: ['admin'], attributes: {} };
    const id = ulid();
    await jobs.create(newJob({ id, principal, createdAt: new Date().toISOString() }), 30);

    const cancelled = await running.api.call('POST', `/v1/questions/${id}/cancel`);

    expect(cancelled).toMatchObject({ status: 200, body: { status: 'CANCELLED' } });
    const told = () => eventsOf(id).map(({ type }) => type);
    while (told().length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told()).toEqual(['Question Cancelled']);
  });

  it('is healthy again some seconds after the database is back', async () => {
    let health = await running.api.call('GET', '/health');
    while (health.status !== 200) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      health = await running.api.call('GET', '/health');
    }

    expect(failing(health.body)).toEqual([]);
  });
});

const Checked = z.object({ checks: z.array(HealthCheck) });
const failing = (body: unknown) =>
  Checked.parse(body)
    .checks.filter(({ ok }) => !ok)
    .map(({ name }) => name);

/** Until the context is retrieved: the model is being asked for SQL, or soon will be. */
async function untilGenerating({ api }: RunningStack, id: string): Promise<void> {
  for (let version = 0; ; ) {
    const { body } = await api.call('GET', `/v1/questions/${id}?wait=5&after=${version}`);
    if (body.steps.some(({ state }) => state === 'Retrieve')) return;
    version = body.version;
  }
}

function executionOf({ stack }: RunningStack, jobId: string) {
  const [machine] = stack.resources.stateMachines;
  const arn = `${machine?.arn.replace(':stateMachine:', ':execution:')}:${jobId}`;
  const execution = stack.stepFunctions.execution(arn);
  if (!execution) throw new Error(`There is no execution ${arn}`);
  return execution;
}

async function stopExecution(running: RunningStack, jobId: string): Promise<void> {
  executionOf(running, jobId).stop('Stopped', 'by a test');
}

/**
 * Puts the event of a timeout on the default bus, as Step Functions does after fifteen minutes; that it does is tested
 * on a virtual clock with the machine's own file.
 */
function reportTimedOut(running: RunningStack, jobId: string): void {
  const event = statusChangeEvent(executionOf(running, jobId), 'us-east-1', '000000000000');
  const detail = { ...event.detail, status: 'TIMED_OUT' as const };
  running.stack.buses.forward('default', { ...event, detail });
}

/** Events come after the write they tell of; waits until two are there. */
async function eventually(read: () => string[]): Promise<string[]> {
  for (let waited = 0; waited < 5_000 && read().length < 2; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return read();
}
