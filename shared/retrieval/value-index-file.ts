import * as z from 'zod';

/** What a file is about: an index is never read for another source, login or policy than it was made for. */
export const ValueIndexOwner = z.strictObject({
  source: z.string(),
  login: z.string(),
  policy: z.string(),
});
export type ValueIndexOwner = z.infer<typeof ValueIndexOwner>;

const Header = z.strictObject({
  ...ValueIndexOwner.shape,
  /** Version of the catalogue that told which columns to read. */
  catalog: z.string(),
  columns: z.array(z.strictObject({ table: z.string(), column: z.string(), values: z.int().nonnegative() })),
  /** Bytes of each part, in the order of PARTS. */
  sizes: z.array(z.int().nonnegative()),
});
export type ValueIndexHeader = z.infer<typeof Header>;

/**
 * The parts of an index. Values lie by column, the most frequent first; words are sorted by their bytes; `…At[n]` to
 * `…At[n + 1]` is where what belongs to n lies in the part after it.
 */
export interface ValueIndexParts {
  readonly valueAt: Uint32Array;
  /** The literals, in UTF-8. */
  readonly valueText: Uint8Array;
  readonly wordsAt: Uint32Array;
  /** The words of each value in order, as positions among the words. */
  readonly words: Uint32Array;
  readonly wordAt: Uint32Array;
  /** Stems, in UTF-8. */
  readonly wordText: Uint8Array;
  /** How many letters each word has, 255 at most. */
  readonly wordLetters: Uint8Array;
  readonly holdersAt: Uint32Array;
  /** The values that hold each word. */
  readonly holders: Uint32Array;
  readonly trigrams: Float64Array;
  readonly carriersAt: Uint32Array;
  /** The words that have each trigram. */
  readonly carriers: Uint32Array;
}

const PARTS = [
  ['valueAt', Uint32Array],
  ['valueText', Uint8Array],
  ['wordsAt', Uint32Array],
  ['words', Uint32Array],
  ['wordAt', Uint32Array],
  ['wordText', Uint8Array],
  ['wordLetters', Uint8Array],
  ['holdersAt', Uint32Array],
  ['holders', Uint32Array],
  ['trigrams', Float64Array],
  ['carriersAt', Uint32Array],
  ['carriers', Uint32Array],
] as const satisfies readonly (readonly [keyof ValueIndexParts, unknown])[];

/** "IQV1", so that a file of another kind or version is told from one of ours. */
const MAGIC = 0x31_56_51_49;
const PREAMBLE = 8;
/** Every part begins where its numbers can be read in place. */
const ALIGNMENT = 8;

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** One file: a number that tells the kind, the header's length, the header as JSON, the parts. */
export function writeValueIndexFile(
  header: Omit<ValueIndexHeader, 'sizes'>,
  parts: ValueIndexParts,
): Uint8Array {
  const sizes = PARTS.map(([name]) => parts[name].byteLength);
  const json = Buffer.from(JSON.stringify({ ...header, sizes }));
  const start = aligned(PREAMBLE + json.length);
  const file = Buffer.alloc(sizes.reduce((total, size) => total + aligned(size), start));
  file.writeUInt32LE(MAGIC, 0);
  file.writeUInt32LE(json.length, 4);
  json.copy(file, PREAMBLE);
  let at = start;
  for (const [name] of PARTS) {
    const { buffer, byteOffset, byteLength } = parts[name];
    file.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return file;
}

/** The parts as views of the bytes, nothing copied where they are aligned. Throws when it is no such file. */
export function readValueIndexFile(bytes: Uint8Array): { header: ValueIndexHeader; parts: ValueIndexParts } {
  const whole = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Uint8Array.from(bytes);
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  if (whole.byteLength < PREAMBLE || view.getUint32(0, true) !== MAGIC)
    throw new Error('This is no value index.');
  const length = view.getUint32(4, true);
  const json = new TextDecoder().decode(whole.subarray(PREAMBLE, PREAMBLE + length));
  const header = Header.parse(JSON.parse(json));
  let at = aligned(PREAMBLE + length);
  // Neither S3's client nor Node's files hand out memory that threads share.
  const buffer = whole.buffer as ArrayBuffer;
  const views = PARTS.map(([name, Type], index) => {
    const size = header.sizes[index] ?? 0;
    if (at + size > whole.byteLength) throw new Error('This value index is cut off.');
    const part = new Type(buffer, whole.byteOffset + at, size / Type.BYTES_PER_ELEMENT);
    at += aligned(size);
    return [name, part];
  });
  // PARTS names every part with its type.
  return { header, parts: Object.fromEntries(views) as unknown as ValueIndexParts };
}
