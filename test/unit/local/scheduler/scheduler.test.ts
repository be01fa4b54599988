import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openOutbox } from '../../../../local/outbox/open-outbox.ts';
import type { Outbox } from '../../../../local/outbox/outbox.ts';
import { createScheduler, type LocalScheduler } from '../../../../local/scheduler/create-scheduler.ts';
import type { FiringPorts } from '../../../../local/scheduler/firing.ts';
import { openScheduleFile } from '../../../../local/scheduler/schedule-file.ts';
import { startWireServer, type WireServer } from '../../../../local/wire/wire-server.ts';
import type { WireService } from '../../../../local/wire/wire-service.ts';
import { SteppingClock } from '../../../support/stepping-clock.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:asking';
const LETTERS = 'arn:aws:sqs:us-east-1:000000000000:letters';

let clock: SteppingClock;
let server: WireServer;
let client: SchedulerClient;
let folder: string;
let scheduler: LocalScheduler;
let outbox: Outbox;
const services: WireService[] = [];
const started: string[] = [];
const letters: string[] = [];
const failures: unknown[] = [];
let refusals = 0;

/** Begins anew on the same file, as a stack does. */
async function begin() {
  scheduler?.close();
  const file = await openScheduleFile(join(folder, 'schedules.json'));
  const targets: FiringPorts = {
    startExecution: async (arn: string, input: string) => {
      if (refusals-- > 0) throw new Error('It is busy');
      started.push(`${arn.split(':').at(-1)} ${input}`);
    },
    sendToQueue: async (_arn, body, extras) => {
      letters.push(`${extras?.MessageAttributes?.SCHEDULED_TIME?.StringValue} ${body}`);
    },
  };
  const onFailure = (error: unknown) => failures.push(error);
  scheduler = createScheduler({ groups: ['inquery'], file, targets, outbox, clock, onFailure });
  services.splice(0, services.length, scheduler.service);
  scheduler.start();
}

beforeEach(async () => {
  clock = new SteppingClock('2026-03-27T12:00:00Z');
  folder = await temporaryFolder();
  outbox = openOutbox(join(folder, 'outbox.sqlite'));
  server = await startWireServer(services, 0);
  client = new SchedulerClient(clientSettings(server.url));
  for (const list of [started, letters, failures]) list.length = 0;
  refusals = 0;
  await begin();
});

afterEach(async () => {
  scheduler.close();
  client.destroy();
  await server.close();
  outbox.close();
});

const schedule = (changes: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput => ({
  Name: 'daily',
  GroupName: 'inquery',
  ClientToken: 'first',
  ScheduleExpression: 'cron(30 2 * * ? *)',
  ScheduleExpressionTimezone: 'Europe/Berlin',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: MACHINE,
    RoleArn: 'arn:aws:iam::000000000000:role/firing',
    Input: '{"at":"<aws.scheduler.scheduled-time>"}',
    RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 2 },
    DeadLetterConfig: { Arn: LETTERS },
  },
  ...changes,
});
const create = (changes?: Partial<CreateScheduleCommandInput>) =>
  client.send(new CreateScheduleCommand(schedule(changes)));
const find = (Name = 'daily') => client.send(new GetScheduleCommand({ Name, GroupName: 'inquery' }));

describe('The local scheduler, on a clock that is put forward and back,', () => {
  it('leaves out a time of day that there is not, and fires on the days around it', async () => {
    await create();

    clock.goTo('2026-03-31T00:00:00Z');

    expect(started).toEqual(['asking {"at":"2026-03-28T01:30:00Z"}', 'asking {"at":"2026-03-30T00:30:00Z"}']);
  });

  it('fires once at a time of day that there is twice', async () => {
    clock.goTo('2026-10-24T12:00:00Z');
    await create();

    clock.goTo('2026-10-26T12:00:00Z');

    expect(started).toEqual(['asking {"at":"2026-10-25T00:30:00Z"}', 'asking {"at":"2026-10-26T01:30:00Z"}']);
  });

  it('counts a day of a rate as 24 hours from its start', async () => {
    const StartDate = new Date('2026-03-28T08:00:00Z');
    await create({ ScheduleExpression: 'rate(1 days)', StartDate });

    clock.goTo('2026-03-30T12:00:00Z');

    expect(started.map((line) => line.slice(14, 34))).toEqual([
      '2026-03-28T08:00:00Z',
      '2026-03-29T08:00:00Z',
      '2026-03-30T08:00:00Z',
    ]);
  });
});

describe('The local scheduler', () => {
  it('makes a schedule once, and refuses another of its name', async () => {
    const { ScheduleArn } = await create();

    expect((await create()).ScheduleArn).toBe(ScheduleArn);
    await expect(create({ ClientToken: 'second' })).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('shows what it has', async () => {
    await create();

    expect(await find()).toMatchObject({
      ScheduleExpression: 'cron(30 2 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      State: 'ENABLED',
      Target: { Arn: MACHINE, RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 2 } },
    });
    const { Schedules } = await client.send(new ListSchedulesCommand({ GroupName: 'inquery' }));
    expect(Schedules?.map(({ Name }) => Name)).toEqual(['daily']);
    const group = await client.send(new GetScheduleGroupCommand({ Name: 'inquery' }));
    expect(group.State).toBe('ACTIVE');
  });

  it('forgets what is deleted, and says so the second time', async () => {
    await create();
    const remove = () => client.send(new DeleteScheduleCommand({ Name: 'daily', GroupName: 'inquery' }));

    await remove();
    clock.goTo('2026-04-02T00:00:00Z');

    expect(started).toEqual([]);
    await expect(remove()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(find()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('has neither made nor deleted what it could not write', async () => {
    await create();
    await rm(folder, { recursive: true });
    await expect(create({ Name: 'unwritten', ScheduleExpression: 'rate(1 days)' })).rejects.toThrow(folder);
    const deletion = new DeleteScheduleCommand({ Name: 'daily', GroupName: 'inquery' });
    await expect(client.send(deletion)).rejects.toThrow(folder);
    await mkdir(folder);
    await expect(find('unwritten')).rejects.toThrow('does not exist');

    clock.goTo('2026-03-28T12:00:00Z');
    expect(started).toEqual(['asking {"at":"2026-03-28T01:30:00Z"}']);
  });

  it('goes on after a restart', async () => {
    await create();

    await begin();
    clock.goTo('2026-03-28T02:00:00Z');

    expect(started).toEqual(['asking {"at":"2026-03-28T01:30:00Z"}']);
  });

  it('fires once, late, what it missed, the last time only and none that is too old', async () => {
    await create({ ScheduleExpression: 'rate(20 minutes)', ScheduleExpressionTimezone: 'UTC' });
    await create({ Name: 'old' });
    scheduler.close();

    clock.goTo('2026-03-28T09:10:00Z');
    await begin();
    clock.goTo('2026-03-28T09:30:00Z');

    expect(started).toEqual(['asking {"at":"2026-03-28T09:00:00Z"}', 'asking {"at":"2026-03-28T09:20:00Z"}']);
  });

  it('tries again what was not taken, and in the end makes it a dead letter', async () => {
    await create();
    refusals = 3;

    clock.goTo('2026-03-28T02:00:00Z');
    while (letters.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));

    expect({ letters, started, failures }).toEqual({
      letters: ['2026-03-28T01:30:00Z {"at":"2026-03-28T01:30:00Z"}'],
      ...{ started: [], failures: [] },
    });
  });

  it('goes on after a restart with a firing that was not taken yet, once', async () => {
    await create();
    refusals = 1;
    clock.goTo('2026-03-28T02:00:00Z');

    await begin();
    await begin();

    expect({ started, letters }).toEqual({ started: ['asking {"at":"2026-03-28T01:30:00Z"}'], letters: [] });
  });

  it('does not fire what is disabled', async () => {
    await create({ State: 'DISABLED' });

    clock.goTo('2026-03-29T00:00:00Z');

    expect(started).toEqual([]);
  });

  it.each<[string, Partial<CreateScheduleCommandInput>, string]>([
    ['one time only', { ScheduleExpression: 'at(2026-05-01T00:00:00)' }, 'ValidationException'],
    ['five fields', { ScheduleExpression: 'cron(30 2 * * ?)' }, 'ValidationException'],
    ['a clock that there is not', { ScheduleExpressionTimezone: 'Mars/Olympus' }, 'ValidationException'],
    [
      'a window',
      { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 } },
      'ValidationException',
    ],
    ['an end', { EndDate: new Date('2027-01-01') }, 'ValidationException'],
    ['a past start', { StartDate: new Date('2026-03-01') }, 'ValidationException'],
    ['another target', { Target: { Arn: LETTERS, RoleArn: 'a-role' } }, 'ValidationException'],
    ['no group of the template', { GroupName: 'others' }, 'ResourceNotFoundException'],
  ])('refuses a schedule with %s', async (_what, changes, name) => {
    await expect(create(changes)).rejects.toMatchObject({ name });
  });

  it('refuses what it does not do', async () => {
    await expect(client.send(new UpdateScheduleCommand(schedule()))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    await expect(client.send(new ListSchedulesCommand({ NamePrefix: 'd' }))).rejects.toThrow('NamePrefix');
  });
});
