import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { QuestionJob, Step } from '../../../../shared/contracts/job.ts';
import type { QuestionInput } from '../../../../shared/contracts/question-machine.ts';
import { turnsBeforeIn } from '../../../../shared/jobs/dynamodb-job-lists.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import type { JobStore } from '../../../../shared/jobs/job-store.ts';
import { usageOf } from '../../../../shared/jobs/usage.ts';
import { documentsOf } from '../../../../shared/platform/dynamodb-documents.ts';
import { startTestTable, type TestTable } from '../../../support/dynalite-table.ts';
import { jobId, newContext, newInput, newJob, newStep } from '../../../support/question-records.ts';

const LATER = '2026-01-02T04:00:00.000Z';
const CANCEL = { status: 'CANCELLED', endedBy: 'caller' } as const;
const FAIL = {
  status: 'FAILED',
  endedBy: 'finaliser',
  error: { name: 'Internal', message: 'Broke off.' },
} as const;

let place: TestTable;
let jobs: JobStore;

beforeEach(async () => {
  place = await startTestTable();
  jobs = createDynamodbJobStore(place);
});

afterEach(() => place.stop());

async function createAll(count: number, changes: Partial<QuestionJob> = {}): Promise<void> {
  for (let number = 1; number <= count; number++)
    await jobs.create(newJob({ id: jobId(number), ...changes }), 36_500);
}

describe('create and find', () => {
  it('finds a job as it was created', async () => {
    const job = newJob({
      conversationId: 'c1',
      principal: { id: 'ann', roles: ['reader'], attributes: { tenant: 'a' } },
    });

    expect(await jobs.create(job, 36_500)).toBe(true);

    expect(await jobs.find(job.id)).toEqual(job);
  });

  it('creates a job once, and leaves the first one as it is', async () => {
    await jobs.create(newJob({ question: 'first' }), 36_500);

    expect(await jobs.create(newJob({ question: 'second' }), 36_500)).toBe(false);

    expect((await jobs.find(jobId(1)))?.question).toBe('first');
  });

  it('finds nothing under an id nobody has', async () => {
    expect(await jobs.find(jobId(9))).toBeUndefined();
  });
});

describe('claimIdempotencyKey', () => {
  const first = { jobId: jobId(1), bodySha256: 'a' };
  const second = { jobId: jobId(2), bodySha256: 'b' };

  it('gives a key to the first who claims it, and tells the others whose it is', async () => {
    expect(await jobs.claimIdempotencyKey('ann', 'k', first)).toEqual(first);
    expect(await jobs.claimIdempotencyKey('ann', 'k', second)).toEqual(first);
  });

  it('gives a key that many claim at once to exactly one', async () => {
    const claims = Array.from({ length: 8 }, (_, index) => ({ jobId: jobId(index), bodySha256: 'x' }));

    const given = await Promise.all(claims.map((claim) => jobs.claimIdempotencyKey('ann', 'k', claim)));

    expect(new Set(given.map(({ jobId: id }) => id)).size).toBe(1);
  });

  it('keeps the keys of principals apart, whatever their ids hold', async () => {
    await jobs.claimIdempotencyKey('ann#x', 'y', first);

    expect(await jobs.claimIdempotencyKey('ann', 'x#y', second)).toEqual(second);
  });

  it('gives a key again when its day is over, swept or not', async () => {
    await jobs.claimIdempotencyKey('ann', 'k', first);
    const yesterday = String(Math.floor(Date.now() / 1000) - 10);
    await place.client.send(
      new PutItemCommand({
        TableName: place.table,
        Item: {
          pk: { S: 'IDEMPOTENCY#ann#k' },
          sk: { S: 'IDEMPOTENCY' },
          jobId: { S: first.jobId },
          bodySha256: { S: 'a' },
          expiresAt: { N: yesterday },
        },
      }),
    );

    expect(await jobs.claimIdempotencyKey('ann', 'k', second)).toEqual(second);
  });
});

describe('recordStep', () => {
  it('appends steps in the order their states were entered', async () => {
    await jobs.create(newJob(), 36_500);

    await jobs.recordStep(jobId(1), newContext('Check', 8), newStep('Check'));
    await jobs.recordStep(jobId(1), newContext('Generate', 7), newStep('Generate', { sql: 'SELECT 1' }));

    expect((await jobs.find(jobId(1)))?.steps.map(({ state }) => state)).toEqual(['Generate', 'Check']);
  });

  it('records a repeated visit once, as it went last', async () => {
    await jobs.create(newJob(), 36_500);

    await jobs.recordStep(jobId(1), newContext('Check', 8), newStep('Check', { ms: 1 }));
    await jobs.recordStep(jobId(1), newContext('Check', 8), newStep('Check', { ms: 2 }));

    expect((await jobs.find(jobId(1)))?.steps.map(({ ms }) => ms)).toEqual([2]);
  });

  describe('of a run that was killed after it was recorded', () => {
    const use = { tokensIn: 400, tokensOut: 30, tokensCached: 100, costUsd: 0.5, model: 'm' };
    const killed = newStep('Generate', { ...use, startedAt: '2026-01-02T03:04:06.000Z' });
    const again = (changes: Partial<Step>) =>
      newStep('Generate', { startedAt: '2026-01-02T03:05:00.000Z', ...changes });
    const record = (step: Step) => jobs.recordStep(jobId(1), newContext('Generate', 7), step);
    const steps = async () => (await jobs.find(jobId(1)))?.steps;

    it('adds what both had paid, however often it is killed', async () => {
      await jobs.create(newJob(), 36_500);

      await record(killed);
      await record(again({ ...use, sql: 'SELECT 1' }));
      await record({
        ...again({ ...use, calls: 2, sql: 'SELECT 2' }),
        startedAt: '2026-01-02T03:06:00.000Z',
      });

      expect(await steps()).toMatchObject([
        { sql: 'SELECT 2', calls: 4, tokensIn: 1_200, tokensOut: 90, tokensCached: 300, costUsd: 1.5 },
      ]);
      expect(usageOf((await steps()) ?? [])).toMatchObject({ modelCalls: 4, costUsd: 1.5 });
    });

    it('keeps what it had paid where the run after it called no model', async () => {
      await jobs.create(newJob(), 36_500);

      await record(killed);
      await record(again({ error: { name: 'BudgetExceeded', message: 'No more.' } }));

      expect(await steps()).toMatchObject([{ ...use, calls: 1, error: { name: 'BudgetExceeded' } }]);
    });

    it('counts a run once that records itself again', async () => {
      await jobs.create(newJob(), 36_500);
      const late = { name: 'Internal', message: 'A write failed.' };

      await record(killed);
      await record(again(use));
      await record(again({ ...use, error: late }));
      await record(again({ ...use, error: late }));

      expect(await steps()).toMatchObject([{ error: late, calls: 2, tokensIn: 800, costUsd: 1 }]);
    });
  });

  it('records each retry as a step of its own', async () => {
    await jobs.create(newJob(), 36_500);

    await jobs.recordStep(jobId(1), newContext('Check', 8, 0), newStep('Check'));
    await jobs.recordStep(jobId(1), newContext('Check', 8, 1), newStep('Check'));

    expect((await jobs.find(jobId(1)))?.steps).toHaveLength(2);
  });

  it('loses none of the steps that are recorded at once, and counts each change', async () => {
    await jobs.create(newJob(), 36_500);
    const seconds = Array.from({ length: 10 }, (_, second) => second);

    await Promise.all(
      seconds.map((second) => jobs.recordStep(jobId(1), newContext('Check', second), newStep('Check'))),
    );

    expect(await jobs.find(jobId(1))).toMatchObject({ version: 11, steps: { length: 10 } });
  });

  it('keeps the question written out', async () => {
    await jobs.create(newJob(), 36_500);

    await jobs.recordStep(
      jobId(1),
      newContext('ClassifyIntent', 6),
      newStep('ClassifyIntent'),
      'All orders?',
    );

    expect((await jobs.find(jobId(1)))?.standaloneQuestion).toBe('All orders?');
  });

  it('makes no job out of a step', async () => {
    await expect(jobs.recordStep(jobId(1), newContext('Check', 8), newStep('Check'))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await jobs.find(jobId(1))).toBeUndefined();
  });
});

describe('close', () => {
  it('ends an open job and says how it ended', async () => {
    await jobs.create(newJob(), 36_500);

    const closed = await jobs.close(jobId(1), FAIL, LATER);

    expect(closed).toMatchObject({
      status: 'FAILED',
      endedAt: LATER,
      endedBy: 'finaliser',
      version: 2,
      ending: { error: FAIL.error },
    });
    expect(await jobs.find(jobId(1))).toEqual(closed);
  });

  it('never ends a job twice', async () => {
    await jobs.create(newJob(), 36_500);
    await jobs.close(jobId(1), CANCEL, LATER);

    const job = await jobs.close(jobId(1), FAIL, '2026-01-03T00:00:00.000Z');

    expect(job).toMatchObject({ status: 'CANCELLED', endedAt: LATER, version: 2 });
  });

  it('has one winner among many who close at once, whom all are told of', async () => {
    await jobs.create(newJob(), 36_500);

    const told = await Promise.all(
      Array.from({ length: 10 }, (_, index) => jobs.close(jobId(1), index % 2 ? FAIL : CANCEL, LATER)),
    );

    const job = await jobs.find(jobId(1));
    expect(job?.version).toBe(2);
    expect(new Set(told.map((answer) => answer?.status))).toEqual(new Set([job?.status]));
  });

  it('still takes steps of a run that had not noticed the end', async () => {
    await jobs.create(newJob(), 36_500);
    await jobs.close(jobId(1), CANCEL, LATER);

    await jobs.recordStep(jobId(1), newContext('Execute', 9), newStep('Execute'));

    expect(await jobs.find(jobId(1))).toMatchObject({ status: 'CANCELLED', steps: [{ state: 'Execute' }] });
  });

  it('has nothing to close when there is no job', async () => {
    expect(await jobs.close(jobId(1), CANCEL, LATER)).toBeUndefined();
    expect(await jobs.find(jobId(1))).toBeUndefined();
  });
});

describe('listByPrincipal', () => {
  const ids = (items: readonly QuestionJob[]) => items.map(({ id }) => id);

  it('lists the newest first, page by page, each job once', async () => {
    await createAll(5);

    const first = await jobs.listByPrincipal('ann', { limit: 2 });
    const second = await jobs.listByPrincipal('ann', { limit: 2, cursor: first.cursor });
    const third = await jobs.listByPrincipal('ann', { limit: 2, cursor: second.cursor });

    expect([first, second, third].map(({ items }) => ids(items))).toEqual([
      [jobId(5), jobId(4)],
      [jobId(3), jobId(2)],
      [jobId(1)],
    ]);
    expect(third.cursor).toBeUndefined();
  });

  it("shows nobody else's jobs, whatever their ids hold", async () => {
    await jobs.create(newJob({ principal: { id: 'ann#question', roles: [], attributes: {} } }), 36_500);

    expect((await jobs.listByPrincipal('ann', { limit: 9 })).items).toEqual([]);
  });

  it("refuses a cursor of somebody else's listing", async () => {
    await createAll(3);
    const { cursor } = await jobs.listByPrincipal('ann', { limit: 1 });

    await expect(jobs.listByPrincipal('bob', { limit: 1, cursor })).rejects.toMatchObject({
      name: 'InvalidCursor',
    });
  });

  it.each([
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('nonsense').toString('base64url')],
    ['null', Buffer.from('null').toString('base64url')],
    ['half a key', Buffer.from('{"principalKey":"ann#question"}').toString('base64url')],
    [
      'a key of wrong types',
      Buffer.from('{"principalKey":"ann#question","id":1,"pk":[],"sk":{}}').toString('base64url'),
    ],
  ])('refuses a cursor that is %s', async (_, cursor) => {
    await createAll(2);

    await expect(jobs.listByPrincipal('ann', { limit: 1, cursor })).rejects.toMatchObject({
      name: 'InvalidCursor',
    });
  });
});

describe('conversations', () => {
  beforeEach(() => createAll(5, { conversationId: 'c1' }));

  it('lists the turns, oldest first', async () => {
    const { items } = await jobs.listByConversation('ann', 'c1', { limit: 3 });

    expect(items.map(({ id }) => id)).toEqual([jobId(1), jobId(2), jobId(3)]);
  });

  it("keeps one principal's conversation from another who knows its id", async () => {
    expect((await jobs.listByConversation('bob', 'c1', { limit: 3 })).items).toEqual([]);
  });

  const turnsBefore = (asked: QuestionInput, limit: number) =>
    turnsBeforeIn(documentsOf(place))(asked, limit);

  it('gives the latest turns before a job, oldest first', async () => {
    const turns = await turnsBefore(newInput({ id: jobId(5), conversationId: 'c1' }), 2);

    expect(turns.map(({ id }) => id)).toEqual([jobId(3), jobId(4)]);
  });

  it('gives a question that is run again the turns before the first run, and lists no replay as one', async () => {
    await jobs.create(newJob({ id: jobId(6), conversationId: 'c1', replayOf: jobId(3) }), 36_500);
    const again = newInput({ id: jobId(7), conversationId: 'c1', rerunOf: jobId(3) });

    expect((await turnsBefore(again, 5)).map(({ id }) => id)).toEqual([jobId(1), jobId(2)]);
    const { items } = await jobs.listByConversation('ann', 'c1', { limit: 10 });
    expect(items).toHaveLength(5);
  });

  it('gives no turn to the first question, nor to one outside a conversation', async () => {
    expect(await turnsBefore(newInput({ id: jobId(1), conversationId: 'c1' }), 2)).toEqual([]);
    expect(await turnsBefore(newInput({ id: jobId(5) }), 2)).toEqual([]);
  });
});

describe('listOpen', () => {
  it('lists what was created before and has not ended, oldest first', async () => {
    await createAll(3);
    await jobs.create(newJob({ id: jobId(4), createdAt: LATER }), 36_500);
    await jobs.close(jobId(2), CANCEL, LATER);

    expect(await jobs.listOpen(LATER)).toEqual([jobId(1), jobId(3)]);
  });
});
