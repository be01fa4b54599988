import { Webhook } from 'standardwebhooks';
import type { DeliverPorts } from '../../shared/notifications/deliver-event.ts';
import type { SecretSeal } from '../../shared/notifications/seal-secret.ts';
import type { ConfigurationStore } from '../../shared/platform/configuration-store.ts';
import type { Post } from './post-webhook.ts';

interface Parts {
  readonly seal: Pick<SecretSeal, 'open'>;
  readonly configuration: Pick<ConfigurationStore, 'current'>;
  readonly post: Post;
  readonly now?: () => Date;
}

/** Posts an event with the headers of the Standard Webhooks specification, signed at the time of this attempt. */
export function signedPost({
  seal,
  configuration,
  post,
  now = () => new Date(),
}: Parts): DeliverPorts['post'] {
  return async ({ id, url, sealedSecret }, { eventId, body }) => {
    const secret = await seal.open(sealedSecret, id);
    const { privateRanges } = (await configuration.current()).value.webhooks;
    const at = now();
    return post(new URL(url), {
      body,
      privateRanges,
      headers: {
        'webhook-id': eventId,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret).sign(eventId, at, body),
      },
    });
  };
}
