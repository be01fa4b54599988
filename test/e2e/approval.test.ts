import { readFile } from 'node:fs/promises';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findVariable } from '../../local/stack/find-variable.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { QuestionEventDetail } from '../../shared/contracts/events.ts';
import type { QuestionView } from '../../shared/contracts/job.ts';
import { createS3ObjectStore } from '../../shared/platform/s3-object-store.ts';
import { apiClient } from './support/client.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';

type Api = ReturnType<typeof apiClient>;

let running: RunningStack;
let analyst: Api;
let approver: Api;
const events: { type: string; detail: QuestionEventDetail; text: string }[] = [];

beforeAll(async () => {
  running = await runStack();
  running.stack.buses.onEvent((event, bus) => {
    if (bus !== 'inquery' || !/^(Question|Approval|Clarification)/.test(event['detail-type'])) return;
    const detail = QuestionEventDetail.parse(event.detail);
    events.push({ type: event['detail-type'], detail, text: JSON.stringify(event) });
  });
  await configureSources();
  analyst = await newPrincipal('ana', ['analyst']);
  approver = await newPrincipal('ann', ['approver']);
});

afterAll(() => running?.stop());

/** Any query costs more than these sources allow; they differ in what becomes of it. */
async function configureSources(): Promise<void> {
  const file = new URL('../../inquery.config.json', import.meta.url);
  const document = JSON.parse(await readFile(file, 'utf8'));
  const { northwind } = document.sources;
  const costly = (fields: object) => ({ ...northwind, limits: { planCost: 0.5 }, ...fields });
  const sources = {
    northwind: costly({ costPolicy: 'approve', approvalMinutes: 10 }),
    short: costly({ costPolicy: 'approve', approvalMinutes: 0.03 }),
    narrow: costly({ costPolicy: 'narrow' }),
    refusing: costly({}),
  };
  await putConfiguration({ ...document, sources });
  const catalogs = catalogStore();
  const catalog = await catalogs.load('northwind');
  if (!catalog) throw new Error('northwind has no catalogue');
  for (const source of Object.keys(sources)) await catalogs.save({ ...catalog, source });
  await running.api.call('POST', '/v1/config/reload');
}

function catalogStore() {
  const { clients, resources } = running.stack;
  const bucket = findVariable(resources, 'DATA_BUCKET');
  return createCatalogStore(createS3ObjectStore({ client: clients.s3, bucket }));
}

async function putConfiguration(body: object): Promise<void> {
  const { clients, resources } = running.stack;
  const Bucket = findVariable(resources, 'CONFIG_BUCKET');
  const Key = findVariable(resources, 'CONFIG_KEY');
  await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(body) }));
}

async function newPrincipal(principalId: string, roles: string[]): Promise<Api> {
  const { body } = await running.api.call('POST', '/v1/keys', { principalId, roles });
  return apiClient(running.stack.url, String(body.key));
}

/** Asks, and waits until the question awaits approval. */
async function awaiting(source = 'northwind'): Promise<QuestionView> {
  const { body } = await analyst.call('POST', '/v1/questions', { question: QUESTION, source });
  let job: QuestionView = body;
  while (job.status === 'SUBMITTED' || job.status === 'RUNNING') {
    job = (await analyst.call('GET', `/v1/questions/${job.id}?wait=5&after=${job.version}`)).body;
  }
  for (let tries = 0; tries < 100 && source === 'northwind' && !(await tokenOf(job.id)); tries++)
    await pause();
  return job;
}

const decide = (api: Api, id: string, body: object) => api.call('POST', `/v1/questions/${id}/approval`, body);
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

async function tokenOf(id: string): Promise<string | undefined> {
  const { clients, resources } = running.stack;
  const Key = { pk: { S: `JOB#${id}` }, sk: { S: 'JOB' } };
  const TableName = findVariable(resources, 'JOBS_TABLE');
  return (await clients.dynamodb.send(new GetItemCommand({ TableName, Key }))).Item?.approvalToken?.S;
}

/** The types of the job's events once there are as many. */
async function toldOf(id: string, count: number): Promise<string[]> {
  const mine = () => events.filter(({ detail }) => detail.jobId === id).map(({ type }) => type);
  for (let waited = 0; waited < 5_000 && mine().length < count; waited += 20) await pause();
  return mine();
}

describe('a question that would cost more than its source allows', () => {
  it('runs the checked SQL once an approver has approved it', async () => {
    const waiting = await awaiting();
    const seen = await approver.call('GET', `/v1/questions/${waiting.id}`);

    const decided = await decide(approver, waiting.id, {
      decision: 'approve',
      sha256: seen.body.approval?.sha256,
    });
    const ended = await analyst.ended(waiting.id);

    expect(waiting).toMatchObject({
      status: 'AWAITING_APPROVAL',
      approval: { reason: expect.stringContaining('customers') },
      links: { approval: `/v1/questions/${waiting.id}/approval` },
    });
    expect(decided).toMatchObject({ status: 200, body: { approval: { decision: 'approve' } } });
    expect(ended).toMatchObject({
      status: 'ANSWERED',
      rows: [['91']],
      sql: waiting.attempts.at(-1)?.sql,
      approval: { decision: 'approve', decidedBy: 'ann' },
    });
    expect(ended.steps.filter(({ state }) => state === 'Check' || state === 'Execute')).toHaveLength(2);
    expect(await toldOf(waiting.id, 3)).toEqual([
      'Question Submitted',
      'Approval Requested',
      'Question Answered',
    ]);
  });

  it('is refused with who and why once an approver has denied it', async () => {
    const { id } = await awaiting();

    await decide(approver, id, { decision: 'deny', reason: 'Ask in the evening.' });
    const ended = await analyst.ended(id);

    expect(ended).toMatchObject({
      status: 'REFUSED',
      error: { name: 'ApprovalDenied', message: 'Running this was denied by ann: Ask in the evening.' },
    });
    expect(await toldOf(id, 3)).toEqual(['Question Submitted', 'Approval Requested', 'Question Refused']);
  });

  it('is refused when nobody decides in time', async () => {
    const { id } = await awaiting('short');

    const ended = await analyst.ended(id);
    const late = await decide(approver, id, { decision: 'approve' });

    expect(ended).toMatchObject({ status: 'REFUSED', error: { name: 'ApprovalDenied' } });
    expect(ended.error?.message).toContain('expired');
    expect(late).toMatchObject({ status: 409, body: { title: 'NotAwaitingApproval' } });
    expect(await toldOf(id, 3)).toEqual(['Question Submitted', 'Approval Requested', 'Question Refused']);
  });

  it('can be cancelled while it waits, and then not be approved', async () => {
    const { id } = await awaiting();

    const cancelled = await analyst.call('POST', `/v1/questions/${id}/cancel`);
    const late = await decide(approver, id, { decision: 'approve' });

    expect(cancelled).toMatchObject({ status: 200, body: { status: 'CANCELLED' } });
    expect(late).toMatchObject({ status: 409, body: { jobStatus: 'CANCELLED' } });
    expect(await toldOf(id, 3)).toEqual(['Question Submitted', 'Approval Requested', 'Question Cancelled']);
  });

  it('is decided on by approvers alone, and once', async () => {
    const { id } = await awaiting();
    const other = await newPrincipal('bob', ['approver']);

    const answers = [
      await decide(analyst, id, { decision: 'approve' }),
      await decide(approver, id, { decision: 'deny' }),
      await decide(other, id, { decision: 'approve' }),
      await decide(approver, id, { decision: 'deny' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 200, 409, 200]);
    expect(await analyst.ended(id)).toMatchObject({ status: 'REFUSED', approval: { decidedBy: 'ann' } });
  });

  it('keeps its task token from callers, subscribers and logs', async () => {
    const { id } = await awaiting();
    const token = (await tokenOf(id)) ?? '';

    const seen = await Promise.all(
      [analyst, approver, running.api].map((api) => api.call('GET', `/v1/questions/${id}`)),
    );
    const decided = await decide(approver, id, { decision: 'approve' });
    await analyst.ended(id);

    const log = await readFile(`${running.dir}/stack/logs/functions.log`, 'utf8');
    const shown = JSON.stringify([seen.map(({ body }) => body), decided.body]) + log;
    expect(token.length).toBeGreaterThan(60);
    expect(shown + events.map(({ text }) => text).join('')).not.toContain(token);
    expect(await tokenOf(id)).toBeUndefined();
  });

  it('asks for a narrower question where the source wants that', async () => {
    const job = await analyst.ask(QUESTION, { source: 'narrow' });

    expect(job).toMatchObject({ status: 'NEEDS_CLARIFICATION' });
    expect(job.clarification?.question).toMatch(/Most of it is .*customers/);
    expect(await toldOf(job.id, 2)).toEqual(['Question Submitted', 'Clarification Needed']);
  });

  it('is refused where the source says nothing else', async () => {
    const job = await analyst.ask(QUESTION, { source: 'refusing' });

    expect(job).toMatchObject({ status: 'REFUSED', error: { name: 'TooExpensive' } });
    expect(await toldOf(job.id, 2)).toEqual(['Question Submitted', 'Question Refused']);
  });
});
