import * as z from 'zod';
import { createSecretSeal } from '../notifications/seal-secret.ts';
import { newSecretsManagerClient } from '../platform/aws-clients.ts';
import { createSecretReader } from '../platform/secrets-manager-reader.ts';

const KeySecret = z.object({ key: z.string().min(32) });

/** Seals with the key in the secret that a function's environment names. */
export function sealFrom({ WEBHOOK_KEY_SECRET: name }: { readonly WEBHOOK_KEY_SECRET: string }) {
  const readSecret = createSecretReader(newSecretsManagerClient());
  return createSecretSeal(async () => KeySecret.parse(await readSecret(name)).key);
}
