import * as z from 'zod';
import { ActiveQuery } from '../../contracts/verified-query.ts';

/** A source's pairs in use, with a vector of length 1 for each question. */
export interface VerifiedIndex {
  readonly entries: readonly ActiveQuery[];
  /** The embedding model's id, dimensions and all. */
  readonly model: string;
  readonly vectors: readonly Float32Array[];
}

const Header = z.strictObject({ model: z.string(), dimensions: z.int(), entries: z.array(ActiveQuery) });
const FLOAT = 4;

/** One file: the length of its head, the head as JSON, then the vectors as little-endian 32-bit floats. */
export function encodeIndex({ entries, model, vectors }: VerifiedIndex): Uint8Array {
  const dimensions = vectors[0]?.length ?? 0;
  const json = JSON.stringify({ model, dimensions, entries });
  const head = new TextEncoder().encode(json + ' '.repeat(-Buffer.byteLength(json) & (FLOAT - 1)));
  const bytes = new Uint8Array(FLOAT + head.length + vectors.length * dimensions * FLOAT);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, FLOAT);
  const floats = new Float32Array(bytes.buffer, FLOAT + head.length);
  vectors.forEach((vector, at) => {
    floats.set(vector, at * dimensions);
  });
  return bytes;
}

/** Throws when the bytes are no such file. */
export function decodeIndex(file: Uint8Array): VerifiedIndex {
  // A copy: a Buffer may be a part of a larger one, and may not begin where a float can.
  const { buffer } = Uint8Array.from(file);
  const length = new DataView(buffer).getUint32(0, true);
  const head = new TextDecoder().decode(new Uint8Array(buffer, FLOAT, length));
  const { model, dimensions, entries } = Header.parse(JSON.parse(head));
  const floats = new Float32Array(buffer, FLOAT + length, entries.length * dimensions);
  const vectors = entries.map((_, at) => floats.subarray(at * dimensions, (at + 1) * dimensions));
  return { entries, model, vectors };
}

/** Of two vectors of length 1; 0 when they have not as many dimensions. */
export function similarity(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return 0;
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
