import type { MapObjects } from '../../local/step-functions/integrations/ports.ts';

/** Objects in memory for distributed Maps, read in chunks of a few bytes so that any boundary is met. */
export function memoryMapObjects(texts: Readonly<Record<string, string | Uint8Array>>, chunkBytes = 7) {
  const stored = new Map(Object.entries(texts).map(([key, text]) => [key, Buffer.from(text)]));
  const objects: MapObjects = {
    async get({ Key }) {
      const body = stored.get(Key);
      if (!body) throw new Error('The specified key does not exist.');
      return chunks(body, chunkBytes);
    },
    async put({ Key }, body) {
      stored.set(Key, Buffer.from(body));
    },
  };
  return { objects, keys: () => [...stored.keys()], text: (key: string) => stored.get(key)?.toString() };
}

async function* chunks(body: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}
