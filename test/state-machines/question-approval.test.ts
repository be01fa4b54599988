import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StateFailure } from '../../local/step-functions/errors.ts';
import type { RunOptions, RunOutcome } from '../../local/step-functions/run-definition.ts';
import { type ApprovalPorts, decideApproval } from '../../shared/jobs/decide-approval.ts';
import { createDynamodbJobStore } from '../../shared/jobs/dynamodb-job-store.ts';
import type { Decision, JobStore } from '../../shared/jobs/job-store.ts';
import { type JobTable, startJobTable } from './support/job-table.ts';
import { runOnTable, submittedJob } from './support/run-on-table.ts';
import { APPROVE, gated } from './support/scenarios.ts';
import { hang } from './support/script.ts';

type Tokens = Parameters<NonNullable<RunOptions['onTokens']>>[0];

const SHA256 = 'a'.repeat(64);

let folder: string;
let table: JobTable;
let jobs: JobStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inquery-approvals-'));
  table = await startJobTable(folder);
  jobs = createDynamodbJobStore({ client: table.client, table: table.name });
});

afterAll(async () => {
  await table.close();
  await rm(folder, { recursive: true });
});

/** A job whose machine waits for approval; for a short time, so that a test that fails leaves nothing waiting. */
async function awaiting(expirySeconds = 20) {
  const job = await submittedJob(jobs);
  let tokens: Tokens | undefined;
  const ended: Promise<RunOutcome> = runOnTable(table, job, {
    script: { ...gated({ ...Object(APPROVE), expirySeconds }), AwaitApproval: [hang] },
    onTokens: (given) => {
      tokens = given;
    },
  });
  await Promise.race([ended, tokenWritten(job.id)]);
  const decide = (change: Partial<Decision> = {}) =>
    decideApproval({ jobs, executions: executionsOf(tokens) }, job.id, {
      decision: 'approve',
      decidedBy: 'ann',
      decidedAt: new Date().toISOString(),
      ...change,
    });
  return { id: job.id, ended, decide };
}

/** Answers tokens in this process, as the wire API does. */
function executionsOf(tokens: Tokens | undefined): ApprovalPorts['executions'] {
  const answered = (token: string, answer: (receiver: ReturnType<Tokens['receiver']>) => void) => {
    try {
      if (tokens) answer(tokens.receiver(token));
      return Promise.resolve(true);
    } catch {
      return Promise.resolve(false);
    }
  };
  return {
    succeedTask: (token, output) => answered(token, (receiver) => receiver.succeed(output)),
    failTask: (token, error, errorMessage) =>
      answered(token, (receiver) => receiver.fail(new StateFailure(error, JSON.stringify({ errorMessage })))),
  };
}

async function tokenOf(id: string): Promise<string | undefined> {
  const Key = { pk: { S: `JOB#${id}` }, sk: { S: 'JOB' } };
  const { Item } = await table.client.send(new GetItemCommand({ TableName: table.name, Key }));
  return Item?.approvalToken?.S;
}

async function tokenWritten(id: string): Promise<void> {
  for (let tries = 0; tries < 500 && (await tokenOf(id)) === undefined; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const cancel = (id: string) =>
  jobs.close(id, { status: 'CANCELLED', endedBy: 'caller' }, new Date().toISOString());

describe('A job that awaits approval', () => {
  it('says why, of which SQL and until when, and keeps its token to itself', async () => {
    const { id, ended, decide } = await awaiting();

    const job = await jobs.find(id);

    const { requestedAt = '', expiresAt = '', ...approval } = job?.approval ?? {};
    expect(job?.status).toBe('AWAITING_APPROVAL');
    expect(approval).toEqual({
      sha256: SHA256,
      reason: 'Answering this would be more work than this source allows.',
      estimatedCost: 31_000_000.5,
      estimatedRows: 4_000,
    });
    expect(Math.round((Date.parse(expiresAt) - Date.parse(requestedAt)) / 1000)).toBe(20);
    expect(JSON.stringify(job)).not.toContain(await tokenOf(id));
    await decide();
    await ended;
  });

  it('is answered once it is approved, and keeps who approved it', async () => {
    const { id, ended, decide } = await awaiting();

    const decided = await decide({ sha256: SHA256 });
    await ended;

    expect(decided?.outcome).toBe('decided');
    expect(await jobs.find(id)).toMatchObject({
      status: 'ANSWERED',
      approval: { decision: 'approve', decidedBy: 'ann' },
    });
    expect(await tokenOf(id)).toBeUndefined();
  });

  it('is refused when it is denied, with who and why', async () => {
    const { id, ended, decide } = await awaiting();

    await decide({ decision: 'deny', decisionReason: 'not in office hours' });
    await ended;

    expect(await jobs.find(id)).toMatchObject({
      status: 'REFUSED',
      ending: {
        error: { name: 'ApprovalDenied', message: 'Running this was denied by ann: not in office hours' },
      },
    });
    expect(await tokenOf(id)).toBeUndefined();
  });

  it('is refused when its time is over, and then nobody can approve it', async () => {
    const { id, ended, decide } = await awaiting(2);

    await ended;

    expect((await decide())?.outcome).toBe('not-awaiting');
    expect(await jobs.find(id)).toMatchObject({
      status: 'REFUSED',
      ending: { error: { name: 'ApprovalDenied', message: expect.stringContaining('expired') } },
    });
  });

  it('stays cancelled when it is cancelled, and then nobody can approve it', async () => {
    const { id, ended, decide } = await awaiting(2);

    await cancel(id);

    expect((await decide())?.outcome).toBe('not-awaiting');
    expect(await tokenOf(id)).toBeUndefined();
    expect(await ended).toMatchObject({ status: 'FAILED', error: 'AlreadyEnded' });
    expect(await jobs.find(id)).toMatchObject({ status: 'CANCELLED' });
  });
});

describe('A decision', () => {
  it('is the first one, whatever comes after it', async () => {
    const { id, ended, decide } = await awaiting();

    const outcomes = await Promise.all([
      decide({ decision: 'deny', decidedBy: 'ann' }),
      decide({ decision: 'approve', decidedBy: 'bob' }),
      decide({ decision: 'deny', decidedBy: 'cid' }),
    ]);
    await ended;

    expect(outcomes.map((decided) => decided?.outcome).sort()).toEqual([
      'decided',
      'decided-before',
      'decided-before',
    ]);
    const job = await jobs.find(id);
    expect(job?.status).toBe(job?.approval?.decision === 'approve' ? 'ANSWERED' : 'REFUSED');
  });

  it('may be sent again by who made it, also when the question has ended', async () => {
    const { ended, decide } = await awaiting();
    await decide();
    await ended;

    const again = await decide();

    expect(again).toMatchObject({ outcome: 'decided', job: { status: 'ANSWERED' } });
  });

  it('reaches the machine when it is sent again, if it did not the first time', async () => {
    const { id, ended, decide } = await awaiting();
    const decidedAt = new Date().toISOString();
    await jobs.recordDecision(id, { decision: 'approve', decidedBy: 'ann', decidedAt });

    await decide();
    await ended;

    expect(await jobs.find(id)).toMatchObject({ status: 'ANSWERED' });
  });

  it('is about the SQL it names, and no other', async () => {
    const { id, ended, decide } = await awaiting();

    const decided = await decide({ sha256: 'b'.repeat(64) });

    expect(decided?.outcome).toBe('other-sql');
    expect((await jobs.find(id))?.approval?.decision).toBeUndefined();
    await decide();
    await ended;
  });

  it('cannot be made on a question that was never to be approved', async () => {
    const job = await submittedJob(jobs);

    const decided = await decideApproval({ jobs, executions: executionsOf(undefined) }, job.id, {
      decision: 'approve',
      decidedBy: 'ann',
      decidedAt: new Date().toISOString(),
    });

    expect(decided).toMatchObject({ outcome: 'not-awaiting', job: { status: 'SUBMITTED' } });
  });
});
