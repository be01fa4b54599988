import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listDeadLetterQueues } from '../../commands/dead-letters/list-queues.ts';
import { redriveQueue } from '../../commands/dead-letters/redrive-queue.ts';
import { ExportEventDetail } from '../../shared/contracts/events.ts';
import { sha256Of } from '../support/sha256-of.ts';
import { apiClient } from './support/client.ts';
import { copyOfServer } from './support/copy-of-server.ts';
import { answeredQuestion, BIG, BIG_PARTS, BIG_ROWS, createBigTable } from './support/export-table.ts';
import { download, endedExport, getExport, startExport, untilExport } from './support/exports.ts';
import { killWorkerAt, peakMemoryOfWorker } from './support/kill-worker.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';
import { stopExecutions } from './support/stop-executions.ts';
import { targetClients } from './support/target-clients.ts';

const CUSTOMERS = 'SELECT * FROM northwind.customers ORDER BY customer_id';

const EVERYTHING = { name: 'all', roles: ['admin', 'analyst'] };
const PART_ROWS = 30_000;
/** 3 MB of CSV. */
const PART = `SELECT * FROM northwind.big_lines WHERE id <= ${PART_ROWS} ORDER BY id`;
/** A process, and for each export four parts of 8 MiB and what is being sent of them. */
const FOUR_AT_ONCE_MIB = 300;

let running: RunningStack;
const events: { type: string; detail: ExportEventDetail }[] = [];

beforeAll(async () => {
  running = await runStack();
  await configure();
  await createBigTable(running);
  running.stack.buses.onEvent((event, bus) => {
    if (bus === 'inquery' && event['detail-type'].startsWith('Export')) {
      events.push({ type: event['detail-type'], detail: ExportEventDetail.parse(event.detail) });
    }
  });
});

afterAll(() => running?.stop());

const eventsOf = (id: string) => events.filter(({ detail }) => detail.jobId === id).map(({ type }) => type);

describe('An export', () => {
  it('of an answered question has every row, byte for byte as COPY writes it, behind links for an hour', async () => {
    const questionId = await answeredQuestion(running, CUSTOMERS);
    const { id, links } = await startExport(running, { questionId });
    const view = await endedExport(running, id);
    const [file] = await download(view);

    const expected = await copyOfServer(running.adminUrl, CUSTOMERS);
    expect(view).toMatchObject({ status: 'READY', progress: 1, questionId, rows: 91, attempt: 1 });
    expect(file?.equals(expected)).toBe(true);
    expect(view.files).toEqual([
      expect.objectContaining({ sha256: sha256Of(expected), bytes: expected.length }),
    ]);
    expect(links.self).toBe(`/v1/exports/${id}`);
    expect(eventsOf(id)).toEqual(['Export Ready']);
    const url = new URL(view.files?.[0]?.url ?? '');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('3600');
    expect(url.searchParams.get('response-content-disposition')).toMatch(
      /^attachment; filename="list-all-big-lines-\d{4}-\d\d-\d\d\.csv"$/,
    );
  });

  it('makes a new link with each call, and shows none to anybody else', async () => {
    const { id } = await startExport(running, { questionId: await answeredQuestion(running, CUSTOMERS) });
    await endedExport(running, id);
    const created = await running.api.call('POST', '/v1/keys', { principalId: 'bob', roles: ['analyst'] });
    const bob = apiClient(running.stack.url, String(created.body.key));
    const first = await getExport(running, id);
    await delay(1_100);
    const second = await getExport(running, id);

    expect(second.files?.[0]?.url).not.toBe(first.files?.[0]?.url);
    expect((await bob.call('GET', `/v1/exports/${id}`)).status).toBe(404);
    expect((await bob.call('DELETE', `/v1/exports/${id}`)).status).toBe(404);
    expect((await bob.call('POST', '/v1/exports', { questionId: first.questionId })).status).toBe(404);
    expect((await bob.call('GET', '/v1/exports')).body).toEqual({ exports: [] });
    expect((await running.api.call('GET', '/v1/exports')).body.exports).toContainEqual(
      expect.objectContaining({ id, status: 'READY' }),
    );
  });

  it('asks a question first when it is given one', async () => {
    const view = await endedExport(
      running,
      (await startExport(running, { question: 'List all customers' })).id,
    );

    expect(view).toMatchObject({ status: 'READY', rows: 91 });
    const question = await running.api.call('GET', `/v1/questions/${view.questionId}`);
    expect(question.body).toMatchObject({ status: 'ANSWERED', mode: 'sql' });
  });

  it('of a question that cannot be answered fails with the reason, and an event', async () => {
    const view = await endedExport(
      running,
      (await startExport(running, { question: 'What is the meaning of life?' })).id,
    );

    expect(view).toMatchObject({ status: 'FAILED', error: { name: 'NotAnswerable' } });
    expect(eventsOf(view.id)).toEqual(['Export Failed']);
  });

  it('whose execution is stopped from outside has failed, and says so', async () => {
    running.stack.faults.order({ kind: 'timeout', ms: 20_000, match: { tool: 'write_sql' } });
    const { id } = await startExport(running, { question: 'List all suppliers' });
    await untilExport(running, id, ({ status }) => status === 'RUNNING');
    stopExecutions(running, 'export');
    const view = await endedExport(running, id);
    running.stack.faults.clear();

    expect(view).toMatchObject({ status: 'FAILED', error: { name: 'Internal' } });
    expect(view.error?.message).toContain('was stopped');
    while (eventsOf(id).length === 0) await delay(50);
    expect(eventsOf(id)).toEqual(['Export Failed']);
  });

  it('is started by a question that asks for one, which does not wait for it', async () => {
    const question = await running.api.ask('List all customers', { mode: 'export' });
    const id = question.links.export?.split('/').at(-1) ?? '';
    const view = await endedExport(running, id);

    expect(question).toMatchObject({ status: 'ANSWERED' });
    expect(view).toMatchObject({ status: 'READY', rows: 91, questionId: question.id });
  });

  it('is started by a large result, where the source says so, and the question does not wait for it', async () => {
    const large = await running.api.ask('List all customers');
    const small = await running.api.ask('How many customers are there?');
    const view = await endedExport(running, large.links.export?.split('/').at(-1) ?? '');

    expect(large).toMatchObject({ status: 'ANSWERED', rowCount: 91 });
    expect(view).toMatchObject({ status: 'READY', rows: 91, questionId: large.id });
    expect(Date.parse(large.endedAt ?? '')).toBeLessThan(Date.parse(view.endedAt ?? ''));
    expect([small.status, small.links.export]).toEqual(['ANSWERED', undefined]);
  });

  it('of SQL that the policy of who asks for it forbids fails, and makes no file', async () => {
    const questionId = await answeredQuestion(running, CUSTOMERS);
    const key = await running.api.call('POST', '/v1/keys', { principalId: 'eve', roles: ['admin', 'clerk'] });
    const eve = { api: apiClient(running.stack.url, String(key.body.key)) };
    const view = await endedExport(eve, (await startExport(eve, { questionId })).id);

    // What a policy hides is, to who asks, not there.
    expect(view).toMatchObject({ status: 'FAILED', attempt: 0, error: { name: 'UnknownRelation' } });
    expect(view.files).toBeUndefined();
    expect(eventsOf(view.id)).toEqual(['Export Failed']);
  });

  it('of a million rows is whole after its worker was killed at the beginning, in the middle and at the end', async () => {
    const { id } = await startExport(running, { questionId: await answeredQuestion(running, BIG) });
    const killed: boolean[] = [];
    for (const parts of [1, Math.floor(BIG_PARTS / 2), BIG_PARTS - 1])
      killed.push(await killWorkerAt(running, id, parts));
    const view = await endedExport(running, id);
    const [file] = await download(view);

    const expected = await copyOfServer(running.adminUrl, BIG);
    // The last parts may all be there before anybody can kill who sends them.
    expect(killed.slice(0, 2)).toEqual([true, true]);
    const attempt = 1 + killed.filter(Boolean).length;
    expect(view).toMatchObject({ status: 'READY', rows: BIG_ROWS, attempt });
    expect(sha256Of(file ?? '')).toBe(sha256Of(expected));
    expect(view.files).toHaveLength(1);
    expect(eventsOf(id)).toEqual(['Export Ready']);
  }, 180_000);

  it('is cancelled in the middle, and leaves nothing', async () => {
    const { id } = await startExport(running, { questionId: await answeredQuestion(running, BIG) });
    await untilExport(running, id, ({ attempt }) => attempt > 0);
    const cancelled = await running.api.call('DELETE', `/v1/exports/${id}`);
    const again = await running.api.call('DELETE', `/v1/exports/${id}`);

    expect([cancelled.status, again.status]).toEqual([200, 200]);
    expect(await getExport(running, id)).toMatchObject({ status: 'CANCELLED' });
    expect((await getExport(running, id)).files).toBeUndefined();
    expect(eventsOf(id)).toEqual([]);
  });

  it('that was tried often enough is FAILED by its dead letter, and made by a redrive', async () => {
    const { id } = await startExport(running, { questionId: await answeredQuestion(running, BIG) });
    await untilExport(running, id, ({ attempt }) => attempt > 0);
    await sendToDeadLetters(id);
    const view = await endedExport(running, id);

    const again = await redriveLetters();

    expect(view).toMatchObject({ status: 'FAILED', error: { name: 'Internal' } });
    expect(eventsOf(id)).toEqual(['Export Failed']);
    expect(await endedExport(running, again)).toMatchObject({ status: 'READY', rows: BIG_ROWS });
  });

  it('finishes with 49 others that were asked for at the same time, in the memory of four', async () => {
    const questionId = await answeredQuestion(running, PART);
    const started = await Promise.all(Array.from({ length: 50 }, () => startExport(running, { questionId })));
    const views = await Promise.all(started.map(({ id }) => endedExport(running, id)));

    expect(new Set(views.map(({ status, rows }) => `${status} ${rows}`))).toEqual(
      new Set([`READY ${PART_ROWS}`]),
    );
    expect(new Set(views.flatMap(({ files = [] }) => files.map(({ sha256 }) => sha256))).size).toBe(1);
    expect(await peakMemoryOfWorker(running)).toBeLessThan(FOUR_AT_ONCE_MIB);
  });
});

/** Exports results of more than 50 rows, and lets clerks, though they be admins, see orders alone. */
async function configure(): Promise<void> {
  const text = await readFile(new URL('../../inquery.config.json', import.meta.url), 'utf8');
  const document = JSON.parse(text);
  const policies = [
    { name: 'clerks', roles: ['clerk'], tables: { allow: ['northwind.orders'] } },
    EVERYTHING,
  ];
  const northwind = { ...document.sources.northwind, policies, autoExport: true, largeResultThreshold: 50 };
  await putConfiguration(running, { ...document, sources: { ...document.sources, northwind } });
  const { status } = await running.api.call('POST', '/v1/config/reload');
  if (status !== 200) throw new Error('The configuration was refused.');
}

/** Redrives what has become of dead letters; the id of the export that is made anew. */
async function redriveLetters(): Promise<string> {
  const clients = targetClients(running);
  for (;;) {
    const queues = await listDeadLetterQueues(clients.sqs);
    const letters = queues.find(({ name }) => /ExportsLetters/.test(name));
    if (letters && letters.messages > 0) {
      const [line = ''] = await redriveQueue(clients, letters, queues, undefined);
      return line.split(' ').at(-1) ?? '';
    }
    await delay(100);
  }
}

/** As SQS does once a message has been received too often. */
async function sendToDeadLetters(id: string): Promise<void> {
  const { queues, stateMachines } = running.stack.resources;
  const queue = queues.find(({ name }) => /Exports.*DeadLetters/.test(name));
  const machine = stateMachines.find(({ name }) => name.endsWith('-export'));
  const asked = {
    ...{ id, source: 'northwind', principalId: 'local', roles: ['admin'], attributes: {} },
    askedAt: new Date().toISOString(),
  };
  const executionArn = `${machine?.arn.replace(':stateMachine:', ':execution:')}:${id}`;
  const message = { export: asked, sql: BIG, sha256: sha256Of(BIG), estimatedRows: 1, executionArn };
  await running.stack.clients.sqs.send(
    new SendMessageCommand({ QueueUrl: queue?.url, MessageBody: JSON.stringify(message) }),
  );
}
