import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { jsonStateFile } from '../json-state-file.ts';

const storedSchema = z.object({
  arn: z.string(),
  name: z.string(),
  value: z.string().optional(),
  versionId: z.string(),
  createdAt: z.number(),
  changedAt: z.number(),
});

export type StoredSecret = z.output<typeof storedSchema>;

/** Secrets in one file that only its owner may read. */
export interface SecretFile {
  /** Finds a secret by its name or ARN. */
  find(id: string): StoredSecret | undefined;
  all(): StoredSecret[];
  /** Adds a secret or gives it a new value, and returns once that is on disk; nothing is changed when it throws. */
  put(secret: { arn: string; name: string; value?: string }): Promise<StoredSecret>;
}

export async function openSecretFile(path: string): Promise<SecretFile> {
  const file = jsonStateFile('The secrets', path, z.array(storedSchema));
  const secrets = new Map((await file.read()).map((secret) => [secret.name, secret]));
  const find = (id: string) => secrets.get(id) ?? [...secrets.values()].find((secret) => secret.arn === id);
  return {
    find,
    all: () => [...secrets.values()],
    put: async ({ arn, name, value }) => {
      const now = Date.now() / 1000;
      const createdAt = secrets.get(name)?.createdAt ?? now;
      const secret = { arn, name, value, versionId: randomUUID(), createdAt, changedAt: now };
      const entries = () => [...new Map(secrets).set(name, secret).values()];
      await file.save(entries, () => secrets.set(name, secret));
      return secret;
    },
  };
}
