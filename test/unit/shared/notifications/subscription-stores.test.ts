import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamodbDeliveryStore } from '../../../../shared/notifications/dynamodb-delivery-store.ts';
import { createDynamodbSubscriptionStore } from '../../../../shared/notifications/dynamodb-subscription-store.ts';
import type {
  DeliveryStore,
  StoredSubscription,
  SubscriptionStore,
} from '../../../../shared/notifications/subscription-store.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const AT = '2026-05-04T10:00:00.000Z';
const LATER = '2026-05-04T11:00:00.000Z';
let table: TemporaryJobsTable;
let subscriptions: SubscriptionStore;
let deliveries: DeliveryStore;
let ids = 0;

beforeAll(async () => {
  table = await createTemporaryJobsTable();
  subscriptions = createDynamodbSubscriptionStore(table);
  deliveries = createDynamodbDeliveryStore(table);
});

afterAll(() => table.close());

async function subscribed(changes: Partial<StoredSubscription> = {}): Promise<StoredSubscription> {
  const subscription: StoredSubscription = {
    id: ulidOf(++ids),
    principalId: 'ana',
    scope: 'own',
    url: 'https://hooks.example/in',
    events: ['Question Answered'],
    status: 'ACTIVE',
    createdAt: AT,
    sealedSecret: 'sealed',
    ...changes,
  };
  await subscriptions.create(subscription);
  return subscription;
}

describe('Subscriptions', () => {
  it('are listed for their principal, newest first, those to everything apart', async () => {
    const first = await subscribed({ principalId: 'lou' });
    const second = await subscribed({ principalId: 'lou' });
    const all = await subscribed({ principalId: 'lou', scope: 'all' });

    expect(await subscriptions.listOwn('lou')).toEqual([second, first]);
    expect(await subscriptions.listAll()).toEqual([all]);
    expect(await subscriptions.listOwn('')).toEqual([]);
  });

  it('that have ended are not there any more, their secret neither', async () => {
    const { id } = await subscribed({ principalId: 'eve' });

    expect(await subscriptions.end(id, new Date(LATER))).toBe(true);

    expect(await subscriptions.find(id)).toBeUndefined();
    expect(await subscriptions.listOwn('eve')).toEqual([]);
    expect(await subscriptions.end(id, new Date(LATER))).toBe(false);
    expect(await subscriptions.noteFailure(id, LATER)).toBeUndefined();
  });

  it('know since when nothing got through, until something does', async () => {
    const subscription = await subscribed();
    const { id } = subscription;

    const since = [await subscriptions.noteFailure(id, AT), await subscriptions.noteFailure(id, LATER)];
    const failing = await subscriptions.find(id);
    await subscriptions.noteSuccess(id);

    expect(since).toEqual([AT, AT]);
    expect(failing?.failingSince).toBe(AT);
    expect(await subscriptions.find(id)).toEqual(subscription);
  });

  it('can be disabled', async () => {
    const { id } = await subscribed();

    await subscriptions.disable(id, LATER);

    expect(await subscriptions.find(id)).toMatchObject({ status: 'DISABLED', disabledAt: LATER });
  });
});

describe('Deliveries', () => {
  const key = (event: number, at = AT) => ({ subscriptionId: ulidOf(900), eventId: `e${event}`, at });
  const attempt = { at: LATER, ms: 5, status: 500, error: 'Answered' as const };

  it('begin once, and note each attempt once', async () => {
    await deliveries.begin({ ...key(1), type: 'Question Answered' }, new Date(AT));
    await deliveries.note(key(1), 0, { status: 'PENDING', attempt, nextAttemptAt: LATER });
    await deliveries.begin({ ...key(1), type: 'Question Answered' }, new Date(AT));
    await deliveries.note(key(1), 0, { status: 'FAILED', attempt });

    expect(await deliveries.find(key(1))).toEqual({
      ...{ eventId: 'e1', type: 'Question Answered', at: AT, status: 'PENDING', attempts: 1 },
      lastAttempt: attempt,
      nextAttemptAt: LATER,
    });
  });

  it('that are done stay as they are', async () => {
    const done = { status: 'DELIVERED' as const, attempt: { at: LATER, ms: 5, status: 200 } };
    await deliveries.begin({ ...key(2), type: 'Question Answered' }, new Date(AT));
    await deliveries.note(key(2), 0, done);
    await deliveries.note(key(2), 1, { status: 'FAILED', attempt });

    expect(await deliveries.find(key(2))).toMatchObject({ status: 'DELIVERED', attempts: 1 });
  });

  it('are listed by page, newest event first', async () => {
    const subscriptionId = ulidOf(901);
    for (const hour of ['10', '11', '12']) {
      const at = `2026-05-04T${hour}:00:00.000Z`;
      await deliveries.begin({ subscriptionId, eventId: hour, at, type: 'Question Answered' }, new Date(AT));
    }

    const first = await deliveries.list(subscriptionId, { limit: 2 });
    const second = await deliveries.list(subscriptionId, { limit: 2, cursor: first.nextCursor });

    expect(first.deliveries.map(({ eventId }) => eventId)).toEqual(['12', '11']);
    expect(second).toEqual({ deliveries: [expect.objectContaining({ eventId: '10' })] });
    expect(await deliveries.list(subscriptionId, { limit: 2, cursor: 'made-up' })).toEqual({
      deliveries: [],
    });
  });
});
