import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportView } from '../../shared/contracts/exports.ts';

type LinkedFile = NonNullable<ExportView['files']>[number];

export interface Saving {
  readonly folder: string;
  readonly signal: AbortSignal;
  onBytes(bytes: number): void;
}

/**
 * Downloads a file of an export into the folder and returns the name it has there: its own, or one with a number where
 * a file of that name is there already. What has not come whole, as its SHA-256 tells, is removed again.
 */
export async function saveFile({ name, url, sha256 }: LinkedFile, saving: Saving): Promise<string> {
  const { folder, signal } = saving;
  // The name comes from the API and is a file's, in that folder: never a path.
  const part = join(folder, `${basename(name)}.${process.pid}.part`);
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) {
      throw new Error(`The file ${name} could not be fetched (${response.status}).`);
    }
    const written = createWriteStream(part, { flags: 'wx' });
    const hash = createHash('sha256');
    await pipeline(Readable.fromWeb(response.body), summedUp(hash, saving), written, { signal });
    if (hash.digest('hex') !== sha256) throw new Error(`The file ${name} did not arrive as it was written.`);
    const free = freeName(folder, basename(name));
    await rename(part, join(folder, free));
    return free;
  } finally {
    await rm(part, { force: true });
  }
}

function summedUp(hash: ReturnType<typeof createHash>, { onBytes }: Pick<Saving, 'onBytes'>) {
  return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes(bytes);
      yield chunk;
    }
  };
}

/** As browsers do: orders.csv, orders (1).csv, orders (2).csv. */
function freeName(folder: string, name: string): string {
  const { name: stem, ext } = parse(name);
  let free = name;
  for (let number = 1; existsSync(join(folder, free)); number++) free = `${stem} (${number})${ext}`;
  return free;
}
