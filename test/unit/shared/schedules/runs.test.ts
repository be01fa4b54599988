import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import type { ApiKey } from '../../../../shared/access/api-key.ts';
import type { Configuration } from '../../../../shared/contracts/configuration.ts';
import type { QuestionJob } from '../../../../shared/contracts/job.ts';
import { OpenRunOutput } from '../../../../shared/contracts/schedule-machine.ts';
import type { Schedule } from '../../../../shared/contracts/schedules.ts';
import { writeSnapshot } from '../../../../shared/jobs/snapshot.ts';
import { compareRun } from '../../../../shared/schedules/compare-run.ts';
import { createDynamodbScheduleStore } from '../../../../shared/schedules/dynamodb-schedule-store.ts';
import { finaliseRun, sweepRun } from '../../../../shared/schedules/finalise-run.ts';
import { openRun } from '../../../../shared/schedules/open-run.ts';
import type { ScheduleStore } from '../../../../shared/schedules/schedule-store.ts';
import { startTestTable, type TestTable } from '../../../support/dynalite-table.ts';
import { createFakeApiKeyStore } from '../../../support/fake-api-key-store.ts';
import { createFakeJobStore } from '../../../support/fake-job-store.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';

const NOW = new Date('2026-03-30T12:00:00.000Z');
const MADE = '2026-03-01T00:00:00.000Z';
const ANA = { id: 'ana', roles: ['analyst'], attributes: { tenant: 'a' } };
const COLUMNS = [
  { name: 'city', type: 'text' },
  { name: 'customers', type: 'int8' },
];
const SQL = 'SELECT city, count(*) AS customers FROM customers GROUP BY city';

let table: TestTable;
let schedules: ScheduleStore;
let jobs: ReturnType<typeof createFakeJobStore>;
let objects: ReturnType<typeof createMemoryObjectStore>;
let keys: ReturnType<typeof createFakeApiKeyStore>;
let configuration: Pick<Configuration, 'access' | 'schedules' | 'retentionDays'>;
let stopped: string[];

beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());
beforeEach(() => {
  schedules = createDynamodbScheduleStore(table);
  jobs = createFakeJobStore();
  objects = createMemoryObjectStore();
  keys = createFakeApiKeyStore();
  stopped = [];
  configuration = {
    retentionDays: 36_500,
    access: { rateLimits: { requestsPerMinute: 1, questionsPerMinute: 1 } },
    schedules: { perPrincipal: 20, leastMinutes: 5, tokenDays: 30 },
  };
});

const KEY_ID = ulid();
const key = (changes: Partial<ApiKey> = {}): ApiKey => ({
  ...{ sha256: ulid(), keyId: KEY_ID, principal: ANA, label: '', createdAt: MADE },
  ...changes,
});

async function made(changes: Partial<Schedule> = {}): Promise<Schedule> {
  const schedule: Schedule = {
    ...{ id: ulid(), question: 'How many?', source: 'northwind', notify: 'changed', status: 'ACTIVE' },
    ...{ expression: 'cron(30 0 * * ? *)', timeZone: 'Europe/Berlin', version: 1, createdAt: MADE },
    ...{ activeSince: MADE, principal: ANA, credential: `key:${KEY_ID}`, confirmedAt: MADE },
    ...changes,
  };
  await schedules.create(schedule);
  return schedule;
}

async function open({ id }: Schedule, scheduledAt = '2026-03-30T22:30:00Z', executionArn = scheduledAt) {
  const ports = {
    ...{ schedules, jobs, keys, newId: ulid, now: () => NOW },
    configuration: async () => configuration,
    scheduler: { stop: async (name: string) => void stopped.push(name) },
  };
  return OpenRunOutput.parse(await openRun({ firing: { scheduleId: id, scheduledAt }, executionArn }, ports));
}

/** Opens a run and ends its question with these rows, or with an error where there are none. */
async function runWith(
  schedule: Schedule,
  scheduledAt: string,
  rows: [string, string][] | undefined,
  how: { sql?: string; columns?: typeof COLUMNS } = {},
) {
  const opened = await open(schedule, scheduledAt);
  if (opened.outcome !== 'opened') throw new Error(JSON.stringify(opened));
  const job = await jobs.find(opened.job.id);
  if (!job) throw new Error('It has written no question.');
  const { columns = COLUMNS, sql = SQL } = how;
  const { snapshot, written } = writeSnapshot(
    objects,
    { jobId: job.id },
    { columns, rows: rows ?? [], truncated: false },
    MADE,
  );
  await written;
  const ending: QuestionJob['ending'] = rows
    ? { answer: 'So many.', sql, snapshot }
    : { error: { name: 'NotAnswerable', message: 'No.' } };
  jobs.put({
    ...{ ...job, status: rows ? 'ANSWERED' : 'REFUSED', endedAt: NOW.toISOString(), ending },
  });
  return compareRun({ scheduleId: schedule.id, scheduledAt }, { schedules, jobs, objects });
}

describe('The run of a scheduled time', () => {
  it('asks as the owner is today, with the day it is where the schedule is', async () => {
    await keys.create(key({ principal: { ...ANA, roles: ['auditor'] } }));
    const schedule = await made();

    const opened = await open(schedule);

    expect(opened).toMatchObject({
      outcome: 'opened',
      job: {
        ...{ question: 'How many?', source: 'northwind', mode: 'answer', principalId: 'ana' },
        ...{ roles: ['auditor'], askedAt: '2026-03-31T00:30:00+02:00' },
      },
    });
    const id = opened.outcome === 'opened' ? opened.job.id : '';
    expect(await jobs.find(id)).toMatchObject({ status: 'SUBMITTED', scheduleId: schedule.id });
  });

  it('is asked once, whoever fires twice; a repeated attempt goes on with the same question', async () => {
    await keys.create(key());
    const schedule = await made();

    const [first, again, other] = [
      await open(schedule, '2026-03-30T22:30:00Z', 'one'),
      await open(schedule, '2026-03-30T22:30:00Z', 'one'),
      await open(schedule, '2026-03-30T22:30:00Z', 'two'),
    ];

    expect(again).toEqual(first);
    expect(other).toMatchObject({ outcome: 'ignored', reason: expect.stringContaining('asked before') });
  });

  it('is not asked while the schedule is paused', async () => {
    await keys.create(key());
    const schedule = await made();
    await schedules.pause(schedule.id);

    expect(await open(schedule)).toMatchObject({ outcome: 'ignored' });
  });

  it('of a schedule that has ended takes away what still fires', async () => {
    const schedule = await made();
    await schedules.end(schedule.id, NOW);

    expect(await open(schedule)).toMatchObject({ outcome: 'ignored' });
    expect(stopped).toEqual([schedule.id]);
  });
});

describe('A schedule whose owner nobody knows any more', () => {
  const reasonOf = async (schedule: Schedule) => {
    const opened = await open(schedule);
    return opened.outcome === 'disabled' ? opened.event.reason : opened.outcome;
  };

  it.each<[string, Partial<ApiKey>[], string]>([
    ['is gone', [], 'KeyUnknown'],
    ['was revoked', [{ revokedAt: MADE }], 'KeyRevoked'],
    ['has expired', [{ expiresAt: MADE }], 'KeyExpired'],
    ['was revoked after it was rotated', [{ revokedAt: MADE, rotatedTo: KEY_ID }], 'KeyRevoked'],
    ['is somebody else’s now', [{ principal: { ...ANA, id: 'bob' } }], 'KeyUnknown'],
  ])('is disabled when its key %s', async (_what, changes, reason) => {
    for (const each of changes) await keys.create(key(each));
    const schedule = await made();

    expect(await reasonOf(schedule)).toBe(reason);
    expect(await schedules.find(schedule.id)).toMatchObject({ status: 'DISABLED', disabledReason: reason });
    expect(stopped).toEqual([schedule.id]);
  });

  it('tells that again, as the same event, when telling it broke off', async () => {
    const schedule = await made();

    expect(await open(schedule)).toEqual(await open(schedule));
  });

  it('goes on with the key that its own was rotated to', async () => {
    const successor = ulid();
    await keys.create(key({ expiresAt: MADE, rotatedTo: successor }));
    await keys.create(key({ keyId: successor, principal: { ...ANA, roles: ['auditor'] } }));

    expect(await open(await made())).toMatchObject({ outcome: 'opened', job: { roles: ['auditor'] } });
  });

  it('made with a token goes on for as long as the configuration says, and as long as tokens are taken', async () => {
    const credential = 'token:https://id.example.com';
    const jwt = { issuer: 'https://id.example.com' } as Configuration['access']['jwt'];
    configuration = { ...configuration, access: { ...configuration.access, jwt } };

    expect(await reasonOf(await made({ credential }))).toBe('opened');
    const confirmedAt = '2026-02-27T00:00:00.000Z';
    expect(await reasonOf(await made({ credential, confirmedAt }))).toBe('TokenNotConfirmed');
    configuration = { ...configuration, access: { rateLimits: configuration.access.rateLimits } };
    expect(await reasonOf(await made({ credential }))).toBe('TokensNotAccepted');
  });
});

describe('An answer', () => {
  beforeEach(() => keys.create(key()));

  it('is told the first time, then when its rows are not those of the last', async () => {
    const schedule = await made();

    const first = await runWith(schedule, '2026-03-01T22:30:00Z', [
      ['Bern', '2'],
      ['Graz', '1'],
    ]);
    const moved = await runWith(schedule, '2026-03-02T22:30:00Z', [
      ['Graz', '1'],
      ['Bern', '2'],
    ]);
    const other = await runWith(schedule, '2026-03-03T22:30:00Z', [
      ['Bern', '3'],
      ['Graz', '1'],
    ]);
    const named = await runWith(
      schedule,
      '2026-03-04T22:30:00Z',
      [
        ['Bern', '3'],
        ['Graz', '1'],
      ],
      {
        columns: [
          { name: 'town', type: 'text' },
          { name: 'customers', type: 'int8' },
        ],
      },
    );

    expect([first, moved, other, named].map(({ outcome }) => outcome)).toEqual([
      'tell',
      'quiet',
      'tell',
      'tell',
    ]);
    expect(other).toMatchObject({
      detailType: 'Schedule Answered',
      event: { changed: true, status: 'ANSWERED', scheduledAt: '2026-03-03T22:30:00Z', principalId: 'ana' },
    });
    expect(await schedules.listRuns(schedule.id, 2)).toMatchObject([
      { scheduledAt: '2026-03-04T22:30:00Z', changed: true, told: true },
      { scheduledAt: '2026-03-03T22:30:00Z', changed: true, told: true },
    ]);
  });

  it('in another order is another one where order is asked for', async () => {
    const schedule = await made();
    const sql = `${SQL} ORDER BY customers DESC`;

    await runWith(
      schedule,
      '2026-03-01T22:30:00Z',
      [
        ['Bern', '2'],
        ['Graz', '2'],
      ],
      { sql },
    );
    const moved = await runWith(
      schedule,
      '2026-03-02T22:30:00Z',
      [
        ['Graz', '2'],
        ['Bern', '2'],
      ],
      { sql },
    );

    expect(moved).toMatchObject({ outcome: 'tell', event: { changed: true } });
  });

  it('is always told where that is wished, with whether it changed', async () => {
    const schedule = await made({ notify: 'always' });

    await runWith(schedule, '2026-03-01T22:30:00Z', [['Bern', '2']]);
    const same = await runWith(schedule, '2026-03-02T22:30:00Z', [['Bern', '2']]);

    expect(same).toMatchObject({ outcome: 'tell', event: { changed: false } });
  });

  it('that stays away is told once, and again when it comes back', async () => {
    const schedule = await made();
    const outcomes = [
      await runWith(schedule, '2026-03-01T22:30:00Z', [['Bern', '2']]),
      await runWith(schedule, '2026-03-02T22:30:00Z', undefined),
      await runWith(schedule, '2026-03-03T22:30:00Z', undefined),
      await runWith(schedule, '2026-03-04T22:30:00Z', [['Bern', '2']]),
      await runWith(schedule, '2026-03-05T22:30:00Z', [['Bern', '2']]),
    ];

    expect(outcomes).toMatchObject([
      { outcome: 'tell', detailType: 'Schedule Answered' },
      {
        outcome: 'tell',
        detailType: 'Schedule Failed',
        event: { status: 'REFUSED', error: 'NotAnswerable' },
      },
      { outcome: 'quiet' },
      { outcome: 'tell', detailType: 'Schedule Answered', event: { changed: false } },
      { outcome: 'quiet' },
    ]);
  });

  it('is told the same when it is compared again', async () => {
    const schedule = await made();
    const told = await runWith(schedule, '2026-03-01T22:30:00Z', [['Bern', '2']]);

    const again = { scheduleId: schedule.id, scheduledAt: '2026-03-01T22:30:00Z' };
    expect(await compareRun(again, { schedules, jobs, objects })).toEqual(told);
  });

  it('of an earlier time does not take the place of a later one', async () => {
    const schedule = await made();

    await runWith(schedule, '2026-03-02T22:30:00Z', [['Bern', '2']]);
    await runWith(schedule, '2026-03-01T22:30:00Z', [['Bern', '9']]);

    expect((await schedules.find(schedule.id))?.answer?.scheduledAt).toBe('2026-03-02T22:30:00Z');
  });

  it('is waited for while its question has not ended', async () => {
    const schedule = await made();
    await open(schedule, '2026-03-01T22:30:00Z');

    const firing = { scheduleId: schedule.id, scheduledAt: '2026-03-01T22:30:00Z' };
    expect(await compareRun(firing, { schedules, jobs, objects })).toEqual({ outcome: 'running' });
  });
});

describe('A run whose execution broke off', () => {
  const AT = '2026-03-01T22:30:00Z';
  const finalise = ({ id }: Schedule, executionArn = AT) =>
    finaliseRun({ scheduleId: id, scheduledAt: AT }, executionArn, { schedules, jobs }, NOW);
  const sweep = ({ id }: Schedule, status: string | undefined) =>
    sweepRun({ scheduleId: id, scheduledAt: AT }, { schedules, jobs, statusOf: async () => status }, NOW);
  const runOf = async ({ id }: Schedule) => schedules.findRun(id, AT);
  const isOpen = async ({ id }: Schedule) =>
    (await schedules.listOpenRuns()).some(({ scheduleId }) => scheduleId === id);

  /** Opens a run; its question ends so. */
  async function opened(schedule: Schedule, ending: Partial<QuestionJob> = {}) {
    const { job } = Object(await open(schedule, AT));
    const found = await jobs.find(job.id);
    if (!found) throw new Error('It has written no question.');
    jobs.put({ ...found, endedAt: NOW.toISOString(), ...ending });
  }
  const failed = { status: 'FAILED', ending: { error: { name: 'Internal', message: 'No.' } } } as const;

  beforeEach(() => keys.create(key()));

  it('ends as its question did, and tells so', async () => {
    const schedule = await made();
    await opened(schedule, failed);

    const owed = await finalise(schedule);

    expect(owed).toMatchObject({
      detailType: 'Schedule Failed',
      detail: { status: 'FAILED', error: 'Internal', scheduledAt: AT, scheduleId: schedule.id },
    });
    expect(await runOf(schedule)).toMatchObject({ status: 'FAILED', told: true, endedAt: NOW.toISOString() });
    expect(await isOpen(schedule)).toBe(false);
    expect(await finalise(schedule)).toEqual(owed);
  });

  it('with an answer tells of that, compared with none; the next one is compared with the last that was', async () => {
    const schedule = await made();
    await opened(schedule, { status: 'ANSWERED', ending: { answer: 'So many.' } });

    const owed = await finalise(schedule);

    expect(owed).toMatchObject({ detailType: 'Schedule Answered', detail: { status: 'ANSWERED' } });
    expect(owed?.detail).not.toHaveProperty('changed');
    expect(await schedules.find(schedule.id)).toMatchObject({ last: { answered: false } });
  });

  it('stays open while its question goes on, and is ended by the sweep then', async () => {
    const schedule = await made();
    await opened(schedule, { status: 'RUNNING' });

    expect(await finalise(schedule)).toBeUndefined();
    expect(await sweep(schedule, 'ABORTED')).toBeUndefined();
    expect(await isOpen(schedule)).toBe(true);
    const { jobId = '' } = (await runOf(schedule)) ?? {};
    const job = await jobs.find(jobId);
    if (job) jobs.put({ ...job, ...failed });

    expect(await sweep(schedule, 'RUNNING')).toBeUndefined();
    expect(await sweep(schedule, 'ABORTED')).toMatchObject({ detailType: 'Schedule Failed' });
    expect(await isOpen(schedule)).toBe(false);
  });

  it('has failed when its question was never written', async () => {
    const schedule = await made();
    const jobId = ulid();
    await schedules.claimRun(schedule.id, { scheduledAt: AT, startedAt: MADE, jobId, executionArn: AT });

    expect(await finalise(schedule)).toMatchObject({ detail: { status: 'FAILED', error: 'Internal' } });
  });

  it('is told of when it had ended and only telling broke off', async () => {
    const schedule = await made();
    await runWith(schedule, AT, [['Bern', '2']]);

    expect(await finalise(schedule)).toMatchObject({
      detailType: 'Schedule Answered',
      detail: { changed: true, eventId: `${schedule.id}:${AT}` },
    });
  });

  it('is ended, and nobody told, when its schedule is gone', async () => {
    const schedule = await made();
    await opened(schedule, failed);
    await schedules.end(schedule.id, NOW);

    expect(await finalise(schedule)).toBeUndefined();
    expect(await runOf(schedule)).toMatchObject({ status: 'FAILED', told: false });
  });

  it('is left alone when it is another execution’s', async () => {
    const schedule = await made();
    await opened(schedule, failed);

    expect(await finalise(schedule, 'another')).toBeUndefined();
    expect(await isOpen(schedule)).toBe(true);
  });
});

describe('The records of schedules', () => {
  it('are listed for their owner and for an admin, newest first, by page; one that ended is in no list', async () => {
    const principal = { ...ANA, id: ulid() };
    const all = [await made({ principal }), await made({ principal }), await made({ principal })];
    await schedules.end(all[1]?.id ?? '', NOW);

    const first = await schedules.listByPrincipal(principal.id, { limit: 1 });
    const rest = await schedules.listByPrincipal(principal.id, { limit: 5, cursor: first.cursor ?? '' });

    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([all[2]?.id, all[0]?.id]);
    expect((await schedules.listAll({ limit: 1 })).items[0]?.id).toBe(all[2]?.id);
    expect(await schedules.end(all[1]?.id ?? '', NOW)).toBe(false);
  });

  it('count each change of their own, and forget why they were disabled once they are resumed', async () => {
    const schedule = await made();

    await schedules.disable(schedule.id, 'KeyRevoked');
    expect(await schedules.pause(schedule.id)).toMatchObject({ status: 'DISABLED', version: 2 });
    const by = { principal: { ...ANA, roles: ['admin'] }, credential: 'key:new' };
    const resumed = await schedules.resume(schedule.id, by, NOW.toISOString());

    expect(resumed).toMatchObject({ status: 'ACTIVE', version: 3, ...by, activeSince: NOW.toISOString() });
    expect(resumed).not.toHaveProperty('disabledReason');
  });
});
