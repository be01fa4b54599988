import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { newWebhookSecret } from '../../../../shared/notifications/seal-secret.ts';
import { createConfigurationStore } from '../../../../shared/platform/configuration-store.ts';
import type { Post } from '../../../../tasks/deliver-webhook/post-webhook.ts';
import { signedPost } from '../../../../tasks/deliver-webhook/signed-post.ts';
import { createFakeLogger } from '../../../support/fake-logger.ts';
import { validDocument } from '../../../support/valid-configuration.ts';

const SUBSCRIPTION = {
  id: '01JTCVZ5M0W7Q2N8R4X6Y9K3BD',
  principalId: 'ana',
  scope: 'own' as const,
  url: 'https://hooks.example/in',
  events: ['*'],
  status: 'ACTIVE' as const,
  createdAt: '2026-05-04T10:00:00.000Z',
};
const MESSAGE = {
  subscriptionId: SUBSCRIPTION.id,
  eventId: '01JTCVZ5M0W7Q2N8R4X6Y9K3BD:ANSWERED',
  type: 'Question Answered',
  at: '2026-05-04T10:00:00.000Z',
  body: '{"type":"Question Answered","data":{}}',
  attempts: 0,
  dueAt: '2026-05-04T10:00:00.000Z',
  until: '2026-05-05T10:00:00.000Z',
};

describe('A delivery', () => {
  it('is signed so that the reference library verifies it with the secret, and with no other', async () => {
    const secret = newWebhookSecret();
    const sent: Parameters<Post>[] = [];
    const post: Post = async (...call) => {
      sent.push(call);
      return { status: 200 };
    };
    const configuration = createConfigurationStore(
      async () => ({ text: JSON.stringify(validDocument()), version: 'v1' }),
      createFakeLogger().logger,
    );
    const signed = signedPost({ seal: { open: async (sealed) => sealed }, configuration, post });

    await signed({ ...SUBSCRIPTION, sealedSecret: secret }, MESSAGE);

    const [[url, sentRequest] = []] = sent;
    const { body = '', headers = {}, privateRanges } = sentRequest ?? {};
    expect(String(url)).toBe(SUBSCRIPTION.url);
    expect(privateRanges).toEqual([]);
    expect(headers['webhook-id']).toBe(MESSAGE.eventId);
    expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(MESSAGE.body));
    expect(() => new Webhook(newWebhookSecret()).verify(body, { ...headers })).toThrow();
  });
});
