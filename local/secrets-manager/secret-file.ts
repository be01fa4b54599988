import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import * as z from 'zod';

const storedSchema = z.object({
  arn: z.string(),
  name: z.string(),
  value: z.string().optional(),
  versionId: z.string(),
  createdAt: z.number(),
  changedAt: z.number(),
});
const fileSchema = z.array(storedSchema);

export type StoredSecret = z.output<typeof storedSchema>;

/** Secrets in one file that only its owner may read. */
export interface SecretFile {
  /** Finds a secret by its name or ARN. */
  find(id: string): StoredSecret | undefined;
  all(): StoredSecret[];
  /** Adds a secret or gives it a new value, and returns once that is on disk. */
  put(secret: { arn: string; name: string; value?: string }): Promise<StoredSecret>;
}

export async function openSecretFile(path: string): Promise<SecretFile> {
  const secrets = new Map((await read(path)).map((secret) => [secret.name, secret]));
  let writing: Promise<void> = Promise.resolve();
  const find = (id: string) => secrets.get(id) ?? [...secrets.values()].find((secret) => secret.arn === id);
  return {
    find,
    all: () => [...secrets.values()],
    put: async ({ arn, name, value }) => {
      const now = Date.now() / 1000;
      const createdAt = secrets.get(name)?.createdAt ?? now;
      const secret = { arn, name, value, versionId: randomUUID(), createdAt, changedAt: now };
      secrets.set(name, secret);
      writing = writing.then(() => write(path, [...secrets.values()]));
      await writing;
      return secret;
    },
  };
}

async function read(path: string): Promise<StoredSecret[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return fileSchema.parse(JSON.parse(text));
}

/** Written beside and renamed, so that a kill never leaves half a file. */
async function write(path: string, secrets: readonly StoredSecret[]): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await rename(unfinished, path);
}
