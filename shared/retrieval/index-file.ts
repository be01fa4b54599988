import type { IndexData } from './index-data.ts';

/** "IQX" and the version of the format; a file of another version is built anew. */
const MAGIC = 0x49515801;
const WORD_BYTES = 4;

/**
 * An index as one file: a header of 32-bit numbers (magic, dimensions, the length of each section in bytes), then the
 * sections, each beginning at a multiple of four bytes, so that numbers are read where they lie. Little-endian.
 */
export function encodeIndex(data: IndexData): Uint8Array {
  const sections = [
    ...encodeStrings(data.documents),
    ...encodeStrings(data.partNames),
    ...encodeStrings(data.words),
    bytesOf(data.partDocument),
    bytesOf(data.partName),
    bytesOf(data.partWeight),
    bytesOf(data.partLength),
    bytesOf(data.postingStart),
    bytesOf(data.postings),
    bytesOf(data.vectors),
  ];
  const header = Uint32Array.of(MAGIC, data.dimensions, ...sections.map(({ length }) => length));
  const whole = [bytesOf(header), ...sections];
  const file = new Uint8Array(whole.reduce((sum, { length }) => sum + padded(length), 0));
  let at = 0;
  for (const section of whole) {
    file.set(section, at);
    at += padded(section.length);
  }
  return file;
}

/** Undefined for bytes that are no index of this format. */
export function decodeIndex(bytes: Uint8Array): IndexData | undefined {
  // A copy: a Buffer may be a part of a larger one, and may not begin where a number can.
  const { buffer } = Uint8Array.from(bytes);
  const header = new Uint32Array(
    buffer,
    0,
    Math.min(HEADER_LENGTH, Math.floor(buffer.byteLength / WORD_BYTES)),
  );
  const [magic, dimensions = 0, ...lengths] = header;
  const size = lengths.reduce((sum, length) => sum + padded(length), HEADER_LENGTH * WORD_BYTES);
  if (magic !== MAGIC || size !== buffer.byteLength) return undefined;
  let at = HEADER_LENGTH * WORD_BYTES;
  let section = 0;
  const next = () => {
    const length = lengths[section++] ?? 0;
    const start = at;
    at += padded(length);
    return { start, length, count: length / WORD_BYTES };
  };
  const integers = () => {
    const { start, count } = next();
    return new Uint32Array(buffer, start, count);
  };
  const floats = () => {
    const { start, count } = next();
    return new Float32Array(buffer, start, count);
  };
  const strings = () => {
    const lengthsOfStrings = integers();
    const { start, length } = next();
    return decodeStrings(lengthsOfStrings, new Uint8Array(buffer, start, length));
  };
  return {
    documents: strings(),
    partNames: strings(),
    words: strings(),
    partDocument: integers(),
    partName: integers(),
    partWeight: floats(),
    partLength: integers(),
    postingStart: integers(),
    postings: integers(),
    vectors: floats(),
    dimensions,
  };
}

/** Magic, dimensions and thirteen sections: three lists of strings take two each. */
const HEADER_LENGTH = 2 + 13;

const padded = (length: number) => Math.ceil(length / WORD_BYTES) * WORD_BYTES;

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The strings' lengths in UTF-16 units, and all of them as one text. */
function encodeStrings(strings: readonly string[]): [lengths: Uint8Array, text: Uint8Array] {
  const lengths = Uint32Array.from(strings, ({ length }) => length);
  return [bytesOf(lengths), new TextEncoder().encode(strings.join(''))];
}

function decodeStrings(lengths: Uint32Array, bytes: Uint8Array): string[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let at = 0;
  return Array.from(lengths, (length) => {
    const start = at;
    at += length;
    return text.slice(start, at);
  });
}
