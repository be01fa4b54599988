import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeliveryMessage } from '../../../../shared/contracts/subscriptions.ts';
import { deliverEvent, type Posted } from '../../../../shared/notifications/deliver-event.ts';
import { createDynamodbDeliveryStore } from '../../../../shared/notifications/dynamodb-delivery-store.ts';
import { createDynamodbSubscriptionStore } from '../../../../shared/notifications/dynamodb-subscription-store.ts';
import type { PublishedEvent } from '../../../../shared/notifications/eventbridge-publisher.ts';
import { notifySubscribers } from '../../../../shared/notifications/notify-subscribers.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const HOUR_MS = 3_600_000;
let table: TemporaryJobsTable;
let ids = 0;

beforeAll(async () => {
  table = await createTemporaryJobsTable();
});

afterAll(() => table.close());

const answered = (eventId: string, principalId: string) => ({
  source: 'inquery' as const,
  'detail-type': 'Question Answered',
  detail: { eventId, at: '2026-05-04T10:00:00.000Z', principalId, links: { self: '/v1/questions/x' } },
});

/** A subscriber, the queue of its deliveries on a clock of its own, and a receiver that answers as told. */
async function startDelivering(answer: (attempt: number, now: number) => Posted) {
  const subscriptions = createDynamodbSubscriptionStore(table);
  const deliveries = createDynamodbDeliveryStore(table);
  const clock = createFakeClock();
  const id = ulidOf(++ids);
  const principalId = `ana-${ids}`;
  await subscriptions.create({
    ...{ id, principalId, scope: 'own', url: 'https://hooks.example/in', events: ['Question Answered'] },
    ...{ status: 'ACTIVE', createdAt: new Date(clock.now()).toISOString(), sealedSecret: 'sealed' },
  });
  const queue: { message: DeliveryMessage; at: number }[] = [];
  const delays: number[] = [];
  const posts: { body: string; at: number }[] = [];
  const published: PublishedEvent[] = [];
  const send = async (message: DeliveryMessage, seconds: number) => {
    const delay = Math.min(seconds, 900);
    delays.push(delay);
    queue.push({ message, at: clock.now() + delay * 1_000 });
  };
  const ports = {
    ...{ subscriptions, deliveries, send },
    post: async (_to: unknown, { body }: DeliveryMessage) => {
      posts.push({ body, at: clock.now() });
      return answer(posts.length, clock.now());
    },
    publish: async (event: PublishedEvent) => void published.push(event),
    now: clock.now,
    random: () => 0,
  };
  const startedAt = clock.now();
  /** Works on messages as they become due until none is left. */
  const run = async () => {
    for (;;) {
      const next = queue.sort((a, b) => a.at - b.at).shift();
      if (!next) return;
      await clock.sleep(Math.max(0, next.at - clock.now()));
      await deliverEvent(next.message, ports);
    }
  };
  const notify = (eventId: string, of = principalId) =>
    notifySubscribers(answered(eventId, of), ports, new Date(clock.now()));
  const listed = async () => (await deliveries.list(id, { limit: 50 })).deliveries;
  return {
    ...{ id, principalId, clock, startedAt, subscriptions, notify, run, posts, published, delays, listed },
    ...{ queue, ports },
  };
}

describe('A delivery', () => {
  it('that fails three times gets through with the fourth, the same body each time', async () => {
    const { notify, run, posts, listed, startedAt, subscriptions, id } = await startDelivering((attempt) =>
      attempt < 4 ? { status: 503 } : { status: 200 },
    );

    await notify('e1');
    await run();

    expect(posts.map(({ at }) => (at - startedAt) / 1_000)).toEqual([0, 1, 5, 21]);
    expect(new Set(posts.map(({ body }) => body)).size).toBe(1);
    expect(await listed()).toMatchObject([
      { eventId: 'e1', status: 'DELIVERED', attempts: 4, lastAttempt: { status: 200 } },
    ]);
    expect((await subscriptions.find(id))?.failingSince).toBeUndefined();
  });

  it('waits for a receiver that is down for most of a day, no longer than SQS can wait at a time', async () => {
    const upAfter = 20 * HOUR_MS;
    const { notify, run, listed, delays, published } = await startDelivering((_, now) =>
      now < Date.parse('2026-05-04T10:00:00.000Z') + upAfter
        ? { error: 'ConnectionFailed' as const }
        : { status: 204 },
    );

    await notify('e1');
    await notify('e2');
    await run();

    expect(Math.max(...delays)).toBe(900);
    expect((await listed()).map(({ status }) => status)).toEqual(['DELIVERED', 'DELIVERED']);
    expect(published).toEqual([]);
  });

  it('is given up after a day, listed, and with nothing through all day the subscription ends and says so', async () => {
    const { notify, run, listed, published, posts, clock, startedAt, id, principalId, subscriptions } =
      await startDelivering(() => ({ status: 500 }));

    await notify('e1');
    await run();

    expect(clock.now() - startedAt).toBe(24 * HOUR_MS);
    expect(posts).toHaveLength(12);
    expect(await listed()).toMatchObject([{ eventId: 'e1', status: 'FAILED', attempts: 12 }]);
    expect(published).toMatchObject([
      {
        detailType: 'Subscription Disabled',
        detail: { eventId: `${id}:DISABLED`, principalId, reason: 'Failing' },
      },
    ]);
    expect((await subscriptions.find(id))?.status).toBe('DISABLED');
    expect(await notify('e2')).toBe(0);
  });

  it('that alone fails is given up, and the subscription goes on', async () => {
    const { notify, run, listed, published, subscriptions, id, clock, ports, queue } = await startDelivering(
      () => ({ status: 422 }),
    );
    await notify('e1');
    await deliverEvent(queue.shift()?.message ?? never(), ports);
    await subscriptions.noteSuccess(id);
    await clock.sleep(HOUR_MS);
    await run();

    expect((await listed()).map(({ status }) => status)).toEqual(['FAILED']);
    expect(published).toEqual([]);
    expect((await subscriptions.find(id))?.status).toBe('ACTIVE');
  });

  it('that is answered with 410 ends the subscription at once', async () => {
    const { notify, run, listed, published, posts } = await startDelivering(() => ({ status: 410 }));

    await notify('e1');
    await run();

    expect(posts).toHaveLength(1);
    expect(await listed()).toMatchObject([{ status: 'FAILED', lastAttempt: { error: 'Gone' } }]);
    expect(published).toMatchObject([{ detail: { reason: 'Gone' } }]);
  });

  it('that is redirected has failed', async () => {
    const { notify, run, listed } = await startDelivering((attempt) => ({
      status: attempt === 1 ? 302 : 200,
    }));
    await notify('e1');
    await run();

    expect(await listed()).toMatchObject([{ status: 'DELIVERED', attempts: 2 }]);
  });

  it('whose message comes twice is made once, and one whose attempt was not noted is made again', async () => {
    const { notify, run, posts, queue, ports } = await startDelivering(() => ({ status: 200 }));
    await notify('e1');
    await notify('e1');
    await run();
    const once = posts.length;
    await notify('e2');
    const message = queue.shift()?.message ?? never();
    const dying = { ...ports, deliveries: { ...ports.deliveries, note: () => Promise.reject(new Error()) } };

    await expect(deliverEvent(message, dying)).rejects.toThrow();
    await deliverEvent(message, ports);

    expect(once).toBe(1);
    expect(posts).toHaveLength(3);
  });

  it('of a subscription that has ended is not made', async () => {
    const { notify, run, posts, listed, subscriptions, id, clock } = await startDelivering(() => ({
      status: 200,
    }));
    await notify('e1');
    await subscriptions.end(id, new Date(clock.now()));
    await run();

    expect(posts).toEqual([]);
    expect(await listed()).toMatchObject([
      { status: 'FAILED', lastAttempt: { error: 'SubscriptionNotActive' } },
    ]);
  });
});

describe('An event', () => {
  it('goes to whoever subscribed to its kind for their own, and to those who hear of everybody', async () => {
    const { notify, subscriptions, queue, id } = await startDelivering(() => ({ status: 200 }));
    const all = ulidOf(++ids);
    const other = { scope: 'all' as const, url: 'https://audit.example/', sealedSecret: 'x' };
    await subscriptions.create({
      ...{ id: all, principalId: 'root', events: ['*'], status: 'ACTIVE' },
      ...{ createdAt: '2026-05-04T10:00:00.000Z', ...other },
    });

    await notify('e1');
    await notify('e2', 'somebody-else');

    const sent = queue.map(({ message }) => `${message.eventId} ${message.subscriptionId}`);
    expect(sent.sort()).toEqual([`e1 ${all}`, `e1 ${id}`, `e2 ${all}`].sort());
    await subscriptions.end(all, new Date());
  });
});

function never(): never {
  throw new Error('The queue is empty.');
}
