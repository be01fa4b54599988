import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { LocalResources } from '../template/read-resources.ts';
import type { StackClients } from './aws-clients.ts';
import { findVariable } from './find-variable.ts';
import { PROJECT_ROOT } from './load-template.ts';

const DOCUMENT = join(PROJECT_ROOT, 'inquery.config.json');
const LOOK_EVERY_MS = 1_000;

/** Puts the project's configuration document into the config bucket. */
export async function putConfiguration(resources: LocalResources, { s3 }: StackClients): Promise<void> {
  const Bucket = findVariable(resources, 'CONFIG_BUCKET');
  const Key = findVariable(resources, 'CONFIG_KEY');
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: await readFile(DOCUMENT) }));
}

/** Calls back whenever the document has changed; returns the way to stop. */
export function watchConfiguration(onChange: () => void): () => void {
  const look = (now: { mtimeMs: number }, before: { mtimeMs: number }) => {
    if (now.mtimeMs !== before.mtimeMs && now.mtimeMs > 0) onChange();
  };
  watchFile(DOCUMENT, { interval: LOOK_EVERY_MS, persistent: false }, look);
  return () => unwatchFile(DOCUMENT, look);
}
