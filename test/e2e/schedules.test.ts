import { readFileSync } from 'node:fs';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { inspectQueue } from '../../commands/dead-letters/inspect-queue.ts';
import { listDeadLetterQueues } from '../../commands/dead-letters/list-queues.ts';
import { redriveQueue } from '../../commands/dead-letters/redrive-queue.ts';
import { invokeTask } from '../../local/stack/invoke-task.ts';
import { systemClock } from '../../local/step-functions/clock.ts';
import { ScheduleDisabledDetail, ScheduleRunDetail } from '../../shared/contracts/events.ts';
import { CreatedSubscription } from '../../shared/contracts/http/subscriptions.ts';
import { ScheduleView } from '../../shared/contracts/schedules.ts';
import { SteppingClock } from '../support/stepping-clock.ts';
import { apiClient } from './support/client.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';
import { stopExecutions } from './support/stop-executions.ts';
import { targetClients } from './support/target-clients.ts';
import { startWebhookReceiver } from './support/webhook-receiver.ts';

const CONFIGURATION = JSON.parse(readFileSync(new URL('../../inquery.config.json', import.meta.url), 'utf8'));
const END_MS = 60_000;

describe('A standing question', () => {
  const clock = new SteppingClock('2027-03-27T12:00:00Z');
  let running: RunningStack;
  let bob: ReturnType<typeof apiClient>;
  let bobKey: string;
  const told: { type: string; detail: ScheduleRunDetail | ScheduleDisabledDetail }[] = [];

  beforeAll(async () => {
    running = await runStack({ scheduleClock: clock });
    const { body } = await running.api.call('POST', '/v1/keys', { principalId: 'bob', roles: ['analyst'] });
    bob = apiClient(running.stack.url, String(body.key));
    bobKey = String(body.keyId);
    await putConfiguration(running, { ...CONFIGURATION, webhooks: { privateRanges: ['127.0.0.0/8'] } });
    await running.api.call('POST', '/v1/config/reload');
    running.stack.buses.onEvent((event, bus) => {
      const type = event['detail-type'];
      if (bus !== 'inquery' || !type.startsWith('Schedule')) return;
      const schema = type === 'Schedule Disabled' ? ScheduleDisabledDetail : ScheduleRunDetail;
      told.push({ type, detail: schema.parse(event.detail) });
    });
  });

  afterAll(() => running?.stop());

  async function schedule(wish: object): Promise<ScheduleView> {
    const { status, body } = await bob.call('POST', '/v1/schedules', wish);
    if (status !== 201) throw new Error(`POST answered ${status}: ${JSON.stringify(body)}`);
    return ScheduleView.parse(body);
  }

  const view = async (id: string) => ScheduleView.parse((await bob.call('GET', `/v1/schedules/${id}`)).body);

  async function until(holds: () => boolean | Promise<boolean>) {
    const last = systemClock.now() + END_MS;
    while (!(await holds())) {
      if (systemClock.now() > last) throw new Error('It has not come about in time.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Lets the clock go on, until so many runs of a schedule have ended. */
  async function runsBy(id: string, time: string, count: number) {
    clock.goTo(time);
    const ended = async () => ((await view(id)).runs ?? []).filter(({ endedAt }) => endedAt !== undefined);
    await until(async () => (await ended()).length >= count);
    return ended();
  }

  it('is asked by the clock on the wall, across a change of daylight saving time, and tells when it changed', async () => {
    const receiver = await startWebhookReceiver();
    const subscribed = await bob.call('POST', '/v1/subscriptions', {
      ...{ url: receiver.url, events: ['Schedule Answered'] },
    });
    const { secret } = CreatedSubscription.parse(subscribed.body);
    const { id } = await schedule({
      ...{ question: 'How many customers are there?', notify: 'changed' },
      ...{ cron: '0 9 * * ? *', timeZone: 'Europe/Berlin' },
    });

    await runsBy(id, '2027-03-27T13:00:00Z', 0);
    await runsBy(id, '2027-03-28T07:00:00Z', 1);
    const runs = await runsBy(id, '2027-03-29T07:00:00Z', 2);
    await receiver.untilReceived(1);
    receiver.close();

    expect(runs).toMatchObject([
      { scheduledAt: '2027-03-29T07:00:00Z', status: 'ANSWERED', changed: false, told: false },
      { scheduledAt: '2027-03-28T07:00:00Z', status: 'ANSWERED', changed: true, told: true },
    ]);
    const question = await bob.call('GET', runs[0]?.links.question ?? '');
    expect(question.body).toMatchObject({ scheduleId: id, principal: 'bob', rows: [['91']] });
    const { headers, body } = receiver.received[0] ?? { headers: {}, body: '' };
    expect(receiver.received).toHaveLength(1);
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({
      type: 'Schedule Answered',
      data: { scheduleId: id, scheduledAt: '2027-03-28T07:00:00Z', changed: true, principalId: 'bob' },
    });
    await bob.call('DELETE', `/v1/schedules/${id}`);
  });

  it('asks once for one time, and rests while it is paused', async () => {
    const { id } = await schedule({ question: 'How many products are there?', cron: '0 12 * * ? *' });
    const [machine = ''] = running.stack.resources.stateMachines
      .filter(({ name }) => name === 'inquery-schedule')
      .map(({ arn }) => arn);

    const runs = await runsBy(id, '2027-03-29T12:30:00Z', 1);
    const again = running.stack.stepFunctions.startExecution({
      stateMachineArn: machine,
      input: JSON.stringify({ scheduleId: id, scheduledAt: runs[0]?.scheduledAt }),
    });
    const { output } = await again.ended;
    await bob.call('POST', `/v1/schedules/${id}/pause`);
    clock.goTo('2027-04-02T12:30:00Z');
    await bob.call('POST', `/v1/schedules/${id}/resume`);
    const after = await runsBy(id, '2027-04-03T12:30:00Z', 2);

    expect(JSON.parse(output ?? '{}')).toMatchObject({ outcome: 'ignored' });
    expect(after.map(({ scheduledAt }) => scheduledAt)).toEqual([
      '2027-04-03T12:00:00Z',
      '2027-03-29T12:00:00Z',
    ]);
    expect(told.filter(({ detail }) => detail.scheduleId === id)).toHaveLength(2);
    await bob.call('DELETE', `/v1/schedules/${id}`);
  });

  it('is one for all calls of an Idempotency-Key, and none again once it has ended', async () => {
    const wish = { question: 'How many suppliers are there?', cron: '0 6 * * ? *' };
    const post = (body: object) => bob.call('POST', '/v1/schedules', body, { 'idempotency-key': 'twice' });

    const made = await Promise.all([1, 2, 3].map(() => post(wish)));
    const other = await post({ ...wish, notify: 'changed' });
    const listed = await bob.call('GET', '/v1/schedules');
    await bob.call('DELETE', `/v1/schedules/${made[0]?.body.id}`);
    const late = await post(wish);

    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(listed.body.schedules).toMatchObject([{ id: made[0]?.body.id }]);
    expect([other, late].map(({ status, body }) => [status, body.title])).toEqual([
      [409, 'IdempotencyKeyReused'],
      [409, 'AlreadyEnded'],
    ]);
  });

  it('that could not be started is a dead letter, which tells of it and starts it late', async () => {
    const { id } = await schedule({ question: 'How many shippers are there?', cron: '0 6 1 1 ? *' });
    const { sqs } = running.stack.clients;
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    const attributes = {
      SCHEDULE_ARN: text(`arn:aws:scheduler:us-east-1:000000000000:schedule/inquery/${id}`),
      SCHEDULED_TIME: text('2027-01-01T06:00:00Z'),
    };
    const lettersOf = async () => {
      const queues = await listDeadLetterQueues(sqs);
      const letters = queues.find(({ name }) => name.startsWith('ScheduleGroupLetters'));
      if (!letters) throw new Error('The dead letters of schedules are in no queue that is listed.');
      return { queues, letters };
    };
    const { letters, queues } = await lettersOf();
    await sqs.send(
      new SendMessageCommand({ QueueUrl: letters.url, MessageBody: '{}', MessageAttributes: attributes }),
    );

    const shown = await inspectQueue(sqs, letters);
    const done = await redriveQueue(targetClients(running), letters, queues, undefined);
    const runs = await runsBy(id, '2027-04-03T12:45:00Z', 1);

    expect(shown).toEqual([expect.stringContaining(`schedule ${id}, due at 2027-01-01T06:00:00Z`)]);
    expect(done).toEqual([expect.stringContaining(`run of 2027-01-01T06:00:00Z of schedule ${id}`)]);
    expect(runs).toMatchObject([{ scheduledAt: '2027-01-01T06:00:00Z', status: 'ANSWERED', told: true }]);
    expect((await lettersOf()).letters.messages).toBe(0);
    await bob.call('DELETE', `/v1/schedules/${id}`);
  });

  it('that cannot be answered tells that it failed', async () => {
    const { id } = await schedule({
      question: 'How many "vermilion" unicorns, did we buy on Mars?',
      cron: '0 15 * * ? *',
    });

    await runsBy(id, '2027-04-03T15:30:00Z', 1);
    await until(() => told.some(({ detail }) => detail.scheduleId === id));

    expect(told.find(({ detail }) => detail.scheduleId === id)?.type).toBe('Schedule Failed');
    await bob.call('DELETE', `/v1/schedules/${id}`);
  });

  it('whose run is stopped from outside has a run that failed, and tells so', async () => {
    running.stack.faults.order({ kind: 'timeout', ms: 20_000, match: { tool: 'write_sql' } });
    const { id } = await schedule({ question: 'How many employees are there?', cron: '0 16 * * ? *' });
    clock.goTo('2027-04-03T16:30:00Z');
    // Its question is under way: a run that is stopped before has a question that nobody has begun.
    await until(() => running.stack.faults.remaining() === 0);

    stopExecutions(running, 'schedule');
    const question = (await view(id)).runs?.[0]?.links.question ?? '';
    await until(async () => (await bob.call('GET', question)).body.status === 'FAILED');
    // The finaliser may have heard of the run before it heard of its question; then the sweep ends it.
    await invokeTask(running.stack.resources, running.stack.functions, 'sweep-jobs');
    await until(() => told.some(({ detail }) => detail.scheduleId === id));
    running.stack.faults.clear();

    expect((await view(id)).runs).toMatchObject([{ status: 'FAILED', told: true }]);
    expect(told.find(({ detail }) => detail.scheduleId === id)).toMatchObject({
      type: 'Schedule Failed',
      detail: { status: 'FAILED', error: 'Internal' },
    });
    await bob.call('DELETE', `/v1/schedules/${id}`);
  });

  it('ends with its key, and says so', async () => {
    const { id } = await schedule({ question: 'How many orders are there?', cron: '0 18 * * ? *' });
    await running.api.call('DELETE', `/v1/keys/${bobKey}`);

    clock.goTo('2027-04-03T18:30:00Z');
    await until(() => told.some(({ type }) => type === 'Schedule Disabled'));
    const { body } = await running.api.call('GET', `/v1/schedules/${id}`);

    expect(told.at(-1)?.detail).toMatchObject({ scheduleId: id, reason: 'KeyRevoked', principalId: 'bob' });
    expect(body).toMatchObject({ status: 'DISABLED', disabledReason: 'KeyRevoked', runs: [] });
  });
});
