import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { CreatedSubscription } from '../../shared/contracts/http/subscriptions.ts';
import type { Delivery } from '../../shared/contracts/subscriptions.ts';
import { apiClient } from './support/client.ts';
import { metricsOf } from './support/metrics.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';
import { type ReceivedWebhook, startWebhookReceiver } from './support/webhook-receiver.ts';

const CONFIGURATION = JSON.parse(readFileSync(new URL('../../inquery.config.json', import.meta.url), 'utf8'));

const NOTHING: ReceivedWebhook = { path: '', headers: {}, body: '' };

let running: RunningStack;
let bob: ReturnType<typeof apiClient>;
const receivers: { close(): void }[] = [];

beforeAll(async () => {
  running = await runStack();
  const { body } = await running.api.call('POST', '/v1/keys', { principalId: 'bob', roles: ['analyst'] });
  bob = apiClient(running.stack.url, String(body.key));
  await putConfiguration(running, { ...CONFIGURATION, webhooks: { privateRanges: ['127.0.0.0/8'] } });
});

afterEach(() => {
  for (const receiver of receivers.splice(0)) receiver.close();
});

afterAll(() => running?.stop());

async function receiving(statuses: number[] = []) {
  const receiver = await startWebhookReceiver(statuses);
  receivers.push(receiver);
  return receiver;
}

async function subscribe(api: typeof bob, wish: object): Promise<CreatedSubscription> {
  const { status, body } = await api.call('POST', '/v1/subscriptions', wish);
  if (status !== 201) throw new Error(`POST answered ${status}: ${JSON.stringify(body)}`);
  return CreatedSubscription.parse(body);
}

async function deliveriesOf(api: typeof bob, id: string): Promise<Delivery[]> {
  const { body } = await api.call('GET', `/v1/subscriptions/${id}/deliveries`);
  return body.deliveries as Delivery[];
}

async function untilDelivery(id: string, isAsWanted: (delivery: Delivery) => boolean): Promise<Delivery> {
  for (;;) {
    const found = (await deliveriesOf(bob, id)).find(isAsWanted);
    if (found) return found;
    await delay(100);
  }
}

describe('A subscriber', () => {
  it('is told of its own questions, signed so that the reference library verifies it', async () => {
    const receiver = await receiving();
    const { secret, id } = await subscribe(bob, { url: receiver.url, events: ['Question Answered'] });
    await running.api.ask('How many customers are there?');
    const answered = await bob.ask('How many customers are there?');
    await receiver.untilReceived(1);

    const { headers, body } = receiver.received[0] ?? NOTHING;
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({
      type: 'Question Answered',
      data: { jobId: answered.id, status: 'ANSWERED', principalId: 'bob' },
    });
    expect(headers['webhook-id']).toBe(`${answered.id}:ANSWERED`);
    expect(await untilDelivery(id, ({ status }) => status === 'DELIVERED')).toMatchObject({ attempts: 1 });
    // What is anybody else's has been sent on by now, too.
    expect(receiver.received).toHaveLength(1);
    const { untilCounted } = metricsOf(running.stack.url);
    expect(await untilCounted('inquery_deliveries_total', { outcome: 'delivered' }, 1)).toBe(1);
    await bob.call('DELETE', `/v1/subscriptions/${id}`);
  });

  it('that fails three times gets the event with the fourth, under the same id', async () => {
    const receiver = await receiving([500, 503, 302]);
    const { id } = await subscribe(bob, { url: receiver.url, events: ['Question Answered'] });
    await bob.ask('How many customers are there?');
    await receiver.untilReceived(4);

    const delivered = await untilDelivery(id, ({ status }) => status === 'DELIVERED');
    expect(delivered.attempts).toBe(4);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/in', '/in', '/in', '/in']);
    await bob.call('DELETE', `/v1/subscriptions/${id}`);
  });

  it('that is down is listed with what waits for it, and gets it once it is up', async () => {
    const receiver = await receiving();
    receiver.close();
    const { id } = await subscribe(bob, { url: receiver.url, events: ['*'] });
    await bob.ask('How many customers are there?');

    const waiting = await untilDelivery(id, ({ lastAttempt }) => lastAttempt !== undefined);
    const { body } = await bob.call('GET', `/v1/subscriptions/${id}`);
    expect(waiting).toMatchObject({ status: 'PENDING', lastAttempt: { error: 'ConnectionFailed' } });
    expect(waiting.nextAttemptAt).toBeDefined();
    expect(body).toMatchObject({ status: 'ACTIVE', failingSince: expect.any(String) });

    const up = await startWebhookReceiver([], Number(new URL(receiver.url).port));
    receivers.push(up);
    await untilDelivery(id, ({ status, eventId }) => status === 'DELIVERED' && eventId === waiting.eventId);
    expect(up.received.map(({ headers }) => headers['webhook-id'])).toContain(waiting.eventId);
    await bob.call('DELETE', `/v1/subscriptions/${id}`);
  });

  it('that answers 410 is disabled, and an admin who hears of everybody is told', async () => {
    const [gone, audit] = [await receiving([410]), await receiving()];
    const all = { url: audit.url, events: ['Subscription Disabled'], scope: 'all' };
    const { id: auditId } = await subscribe(running.api, all);
    const { id } = await subscribe(bob, { url: gone.url, events: ['Question Answered'] });
    await bob.ask('How many customers are there?');
    await audit.untilReceived(1);

    expect(JSON.parse(audit.received[0]?.body ?? '')).toMatchObject({
      type: 'Subscription Disabled',
      data: { subscriptionId: id, principalId: 'bob', reason: 'Gone' },
    });
    expect((await bob.call('GET', `/v1/subscriptions/${id}`)).body.status).toBe('DISABLED');
    for (const each of [id, auditId]) await running.api.call('DELETE', `/v1/subscriptions/${each}`);
  });

  it('is seen by nobody else, keeps its secret, and is gone when it has ended', async () => {
    const { url } = await receiving();
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const created = await subscribe(running.api, { url, events: ['*'], secret });
    const path = `/v1/subscriptions/${created.id}`;

    expect(created.secret).toBe(secret);
    expect(JSON.stringify((await running.api.call('GET', path)).body)).not.toContain('whsec_');
    expect((await bob.call('GET', path)).status).toBe(404);
    expect((await bob.call('GET', `${path}/deliveries`)).status).toBe(404);
    expect((await bob.call('DELETE', path)).status).toBe(404);
    expect((await bob.call('GET', '/v1/subscriptions')).body).toEqual({ subscriptions: [] });
    expect((await bob.call('POST', '/v1/subscriptions', { url, events: ['*'], scope: 'all' })).status).toBe(
      403,
    );
    expect((await running.api.call('DELETE', path)).status).toBe(204);
    expect((await running.api.call('GET', path)).status).toBe(404);
  });

  it('can have no address that is not public, unless it is in a range that the configuration lets in', async () => {
    const refused = await Promise.all(
      [
        ...['https://169.254.169.254/latest/meta-data', 'https://[::1]/in', 'https://10.0.0.1/in'],
        ...['https://192.168.0.1/in', 'http://example.com/in', 'https://0.0.0.0/in'],
      ].map((url) => bob.call('POST', '/v1/subscriptions', { url, events: ['*'] })),
    );

    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 400));
    expect(refused[0]?.body.errors).toMatchObject([{ field: 'url' }]);
  });
});
