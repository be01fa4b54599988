import { createHash } from 'node:crypto';
import type { ObjectStreams } from '../../shared/batches/object-streams.ts';

/** Objects in memory, read in chunks of a few bytes; what is written is there once it is closed. */
export function createMemoryObjectStreams(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const stored = new Map(Object.entries(files).map(([key, file]) => [key, Buffer.from(file)]));
  const streams: ObjectStreams = {
    read: async (key) => {
      const body = stored.get(key);
      return body && chunks(body);
    },
    write: (key) => {
      let text = '';
      return {
        write: async (more) => {
          text += more;
        },
        close: async () => {
          const body = Buffer.from(text);
          stored.set(key, body);
          return { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
        },
        abort: async () => {},
      };
    },
  };
  const text = (key: string) => stored.get(key)?.toString();
  const lines = (key: string) =>
    (text(key) ?? '').split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  return { streams, text, lines };
}

async function* chunks(body: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += 11) yield body.subarray(at, at + 11);
}
