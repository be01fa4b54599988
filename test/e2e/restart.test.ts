import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BusEvent } from '../../local/eventbridge/event.ts';
import { findVariable } from '../../local/stack/find-variable.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { createDynamodbJobStore } from '../../shared/jobs/dynamodb-job-store.ts';
import { newJob } from '../support/question-records.ts';
import { until } from '../unit/local/support/until.ts';

describe('a stack that starts again on its folder', () => {
  let dir: string;
  let stack: Stack;

  const start = () => startStack({ dir, port: 0, database: 'none', durable: false, log: () => {} });
  const jobs = () =>
    createDynamodbJobStore({
      client: stack.clients.dynamodb,
      table: findVariable(stack.resources, 'JOBS_TABLE'),
    });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'inquery-restart-'));
    stack = await start();
  });

  afterAll(async () => {
    await stack?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('ends a question that has no execution any more, and tells it', async () => {
    const job = newJob({ status: 'RUNNING', startedAt: '2026-01-02T03:04:06.000Z' });
    await jobs().create(job, 36_500);
    await stack.stop();
    stack = await start();
    const events: BusEvent[] = [];
    stack.buses.onEvent((event, bus) => void (bus === 'inquery' && events.push(event)));

    const told = await until(() => events.find((event) => event['detail-type'] === 'Question Failed'));

    expect(told.detail).toMatchObject({ jobId: job.id, status: 'FAILED', error: 'Internal' });
    expect(await jobs().find(job.id)).toMatchObject({ status: 'FAILED', endedBy: 'finaliser' });
  });
});
