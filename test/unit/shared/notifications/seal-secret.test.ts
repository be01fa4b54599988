import { describe, expect, it } from '@jest/globals';
import { createSecretSeal, newWebhookSecret } from '../../../../shared/notifications/seal-secret.ts';

const sealWith = (key: string) => createSecretSeal(async () => key);
const { seal, open } = sealWith('k'.repeat(64));

describe('A sealed secret', () => {
  it('opens for its subscription and is written differently each time', async () => {
    const secret = newWebhookSecret();
    const sealed = [await seal(secret, 'a'), await seal(secret, 'a')];

    expect(await Promise.all(sealed.map((each) => open(each, 'a')))).toEqual([secret, secret]);
    expect(new Set(sealed).size).toBe(2);
    expect(sealed.join()).not.toContain(secret);
  });

  it('opens for no other subscription, with no other key, and not when it was changed', async () => {
    const sealed = await seal('whsec_x', 'a');
    const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;

    await expect(open(sealed, 'b')).rejects.toThrow();
    await expect(sealWith('other'.repeat(9)).open(sealed, 'a')).rejects.toThrow();
    await expect(open(changed, 'a')).rejects.toThrow();
  });
});
