import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Closes and opens the secrets of subscriptions; what was sealed for one subscription opens for no other. */
export interface SecretSeal {
  seal(secret: string, subscriptionId: string): Promise<string>;
  /** Throws when it was sealed with another key, for another subscription, or was changed. */
  open(sealed: string, subscriptionId: string): Promise<string>;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `readKey` gives the deployment's one key, which never leaves its secret store otherwise. */
export function createSecretSeal(readKey: () => Promise<string>): SecretSeal {
  const cipherKey = async () =>
    Buffer.from(hkdfSync('sha256', await readKey(), '', 'inquery webhook secrets', 32));
  return {
    seal: async (secret, subscriptionId) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, await cipherKey(), iv);
      cipher.setAAD(Buffer.from(subscriptionId));
      const closed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), closed]).toString('base64url');
    },
    open: async (sealed, subscriptionId) => {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv(CIPHER, await cipherKey(), bytes.subarray(0, IV_BYTES));
      decipher.setAAD(Buffer.from(subscriptionId));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const opened = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([opened, decipher.final()]).toString();
    },
  };
}

/** A new signing secret as Standard Webhooks writes them. */
export const newWebhookSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
