import { unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { LocalResources } from '../template/read-resources.ts';
import type { StackClients } from './aws-clients.ts';
import { findVariable } from './find-variable.ts';
import { PROJECT_ROOT } from './load-template.ts';
import { readConfiguration } from './read-configuration.ts';

const DOCUMENT = join(PROJECT_ROOT, 'inquery.config.json');
const LOOK_EVERY_MS = 1_000;

/** Throws what is wrong with a configuration document: the project's when no path is given. */
export async function checkConfiguration(path = DOCUMENT): Promise<void> {
  await readConfiguration(path);
}

/** Puts a configuration document into the config bucket; an invalid one leaves the last good one there. */
export async function putConfiguration(
  resources: LocalResources,
  { s3 }: StackClients,
  path = DOCUMENT,
): Promise<void> {
  const Body = await readConfiguration(path);
  const Bucket = findVariable(resources, 'CONFIG_BUCKET');
  const Key = findVariable(resources, 'CONFIG_KEY');
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}

/** Calls back whenever the document has changed; returns the way to stop. */
export function watchConfiguration(onChange: () => void, path = DOCUMENT): () => void {
  const look = (now: { mtimeMs: number }, before: { mtimeMs: number }) => {
    if (now.mtimeMs !== before.mtimeMs && now.mtimeMs > 0) onChange();
  };
  watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, look);
  return () => unwatchFile(path, look);
}
