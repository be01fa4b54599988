import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import standing from '../../inquery.config.json' with { type: 'json' };
import { findVariable } from '../../local/stack/find-variable.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';
const WHY = 'Why did the number of orders rise in March 2024?';
const ALL = 'SELECT count(*) AS customers FROM northwind.customers';
const GERMAN = "SELECT count(*) AS customers FROM northwind.customers WHERE country = 'Germany'";

const OTHER_MODEL = 'inquery.offline-v2';
const DENIED = 'What are the salaries of all employees?';

const PROMPT = readFileSync(new URL('../../shared/prompts/sql-postgres.md', import.meta.url), 'utf8');

describe('a question run again', () => {
  let running: RunningStack;

  beforeAll(async () => {
    running = await runStack();
    await putConfiguration(running, {
      ...standing,
      replayModels: [{ id: OTHER_MODEL }],
      guardrail: { deniedTopics: [{ name: 'Pay', phrases: ['salaries'] }] },
    });
    await running.api.call('POST', '/v1/config/reload');
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
  const evidenceOf = async (id: string) => {
    const { body } = await running.api.call('GET', `/v1/questions/${id}/evidence`);
    return Object(await (await fetch(Object(body.file).url)).json());
  };
  const data = () => findVariable(running.stack.resources, 'DATA_BUCKET');
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

    const { origins, exchanges, decisions } = await evidenceOf(redriven.id);
    expect(origins).toMatchObject([{ id: failed.id, status: 'FAILED' }]);
    expect(exchanges).toMatchObject([
      { question: failed.id, state: 'ClassifyIntent' },
      { question: failed.id, state: 'Generate' },
    ]);
    expect(decisions.guardrail).toMatchObject([{ state: 'GuardRerun', verdict: 'passed' }]);

    running.stack.faults.clear();
    const argued = await begin(why.id, 'redrive');

    expect(why).toMatchObject({ status: 'FAILED', error: { name: 'DatabaseUnavailable' } });
    expect(argued).toMatchObject({ status: 'ANSWERED', usage: { modelCalls: 1 } });
    expect(argued.factors?.[0]).toMatchObject({ rowCount: 12 });

    const [kept = { question: '' }] = argued.factors ?? [];
    const factors = [{ question: kept.question }, { question: 'How many customers are there?' }];
    running.stack.faults.order([
      { kind: 'reply', match: { tool: 'split' }, name: 'split', input: { factors } },
    ]);
    const split = await begin(argued.id, 'replay', { from: 'Split' });

    expect(Object(split).difference).toMatchObject({
      status: { before: 'ANSWERED', after: 'ANSWERED', same: true },
      answer: { before: argued.answer, after: split.answer },
      factors: expect.arrayContaining([
        expect.objectContaining({
          question: kept.question,
          in: 'both',
          rows: expect.objectContaining({ same: true }),
        }),
        expect.objectContaining({ question: 'How many customers are there?', in: 'after' }),
      ]),
    });
    expect(Object(split).difference).not.toHaveProperty('sql');
    expect((await evidenceOf(split.id)).factors).toEqual([
      expect.objectContaining({
        rows: expect.objectContaining({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
      }),
      expect.objectContaining({ sql: expect.objectContaining({ sha256: expect.any(String) }) }),
    ]);
  });

  it('goes no further than the guardrail of today lets it, whatever goes on from it', async () => {
    const stopped = await running.api.ask(DENIED);
    const asked = await running.api.ask(QUESTION);
    const conversationId = 'pay';
    await running.api.ask(QUESTION, { conversationId });
    // It was asked, and answered, before that topic was denied.
    await running.stack.clients.dynamodb.send(
      new UpdateItemCommand({
        TableName: findVariable(running.stack.resources, 'JOBS_TABLE'),
        Key: { pk: { S: `JOB#${asked.id}` }, sk: { S: 'JOB' } },
        UpdateExpression: 'SET question = :denied',
        ExpressionAttributeValues: { ':denied': { S: DENIED } },
      }),
    );
    running.stack.faults.order([
      {
        kind: 'reply',
        match: { tool: 'classify' },
        name: 'classify',
        input: { intent: 'retrieval', standaloneQuestion: DENIED, confidence: 0.9 },
      },
    ]);

    const followed = await running.api.ask('And theirs?', { conversationId });
    const retrieve = await running.api.call('POST', `/v1/questions/${stopped.id}/replay`, {
      from: 'Retrieve',
    });
    const check = await begin(asked.id, 'replay', { from: 'Check' });
    const exported = await running.api.call('POST', '/v1/exports', { questionId: asked.id });
    const { decisions, exchanges, missing } = await evidenceOf(stopped.id);

    const blocked = { status: 'REFUSED', error: { name: 'GuardrailBlocked' } };
    expect([stopped, followed, check]).toMatchObject([blocked, blocked, blocked]);
    expect(check.steps.filter(({ state }) => state !== 'Enter').map(({ state }) => state)).toEqual([
      'GuardRerun',
    ]);
    expect(retrieve).toMatchObject({ status: 409, body: { title: 'NothingRecorded' } });
    expect(exported).toMatchObject({ status: 422, body: { title: 'GuardrailBlocked' } });
    expect({ decisions, exchanges, missing }).toMatchObject({
      decisions: { guardrail: [{ verdict: 'blocked', by: 'own guardrail policy' }] },
      ...{ exchanges: [], missing: [] },
    });
  });

  it('asks the other model that a replay names, where it is configured', async () => {
    const asked = await running.api.ask(QUESTION);
    running.stack.faults.order([
      {
        kind: 'reply',
        match: { tool: 'write_sql', modelId: OTHER_MODEL },
        name: 'write_sql',
        input: { sql: GERMAN, assumptions: [], confidence: 0.9 },
      },
    ]);

    const replayed = await begin(asked.id, 'replay', { from: 'Generate', with: { model: OTHER_MODEL } });

    expect(running.stack.faults.remaining()).toBe(0);
    expect(replayed).toMatchObject({ status: 'ANSWERED', rows: [['11']] });
    expect(replayed.steps.find(({ state }) => state === 'Generate')).toMatchObject({ model: OTHER_MODEL });
  });

  it('tried with another prompt shows the difference', async () => {
    writes(ALL);
    const asked = await running.api.ask(QUESTION);
    writes(GERMAN);

    const replayed = await begin(asked.id, 'replay', {
      from: 'Generate',
      with: { prompt: `Only customers in Germany count.\n${PROMPT}` },
    });
    const { exchanges } = await evidenceOf(replayed.id);
    const own = exchanges.filter(({ question }: { question: string }) => question === replayed.id);

    expect(replayed).toMatchObject({ status: 'ANSWERED', replayOf: asked.id, rows: [['11']] });
    expect(Object(replayed).difference).toMatchObject({
      sql: { before: ALL, after: GERMAN, same: false },
      rows: { same: false, added: [['11']], removed: [['91']], complete: true },
    });
    expect(replayed.usage.modelCalls).toBe(2);
    expect(own[0].exchange.system).toMatch(/^Only customers in Germany count\./);
  });

  it('shows the model more of the schema where a replay says so', async () => {
    writes(ALL);
    const asked = await running.api.ask(QUESTION);
    writes(GERMAN);

    const context = { extend: '-- Customers are those in Germany.' };
    const replayed = await begin(asked.id, 'replay', { from: 'Generate', with: { context } });
    const { exchanges } = await evidenceOf(replayed.id);
    const own = exchanges.filter(({ question }: { question: string }) => question === replayed.id);

    expect(Object(replayed).difference).toMatchObject({ sql: { before: ALL, after: GERMAN } });
    expect(JSON.stringify(own[0].exchange)).toContain(context.extend);
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
      decisions: { guardrail: [{ verdict: 'passed' }], feedback: [] },
      missing: [],
      versions: {
        catalog: [expect.any(String)],
        configuration: [expect.any(String)],
        code: { Generate: expect.stringMatching(/^([0-9a-f]{12}(-dirty)?|\d+\.\d+\.\d+)$/) },
      },
    });
    expect(bundle.exchanges.map(({ state }: { state: string }) => state)).toEqual([
      'ClassifyIntent',
      'Generate',
      'Explain',
    ]);
    expect(Object.values(bundle.contexts)).toEqual([
      expect.objectContaining({ schema: expect.stringContaining('CREATE TABLE') }),
    ]);

    const Key = `evidence/${asked.id}/${body.sha256}.json`;
    await running.stack.clients.s3.send(
      new PutObjectCommand({ Bucket: data(), Key, Body: '{"forged":true}' }),
    );
    expect(await running.api.call('GET', `${path}/evidence`)).toMatchObject({
      status: 500,
      body: { title: 'EvidenceAltered' },
    });
  });
});
