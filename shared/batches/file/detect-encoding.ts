export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A text in UTF-16 has a zero in every other byte as long as its letters are Latin. */
const SAMPLE_BYTES = 4_096;
const ZERO_SHARE = 0.3;

/**
 * The encoding of a whole file: by its byte order mark or its zero bytes UTF-16, UTF-8 where all of it is that, and
 * else the one of old spreadsheets (Latin-1 with the characters Windows adds), which takes any byte.
 */
export async function detectEncoding(bytes: AsyncIterable<Uint8Array>): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of bytes) {
      const wide = isFirst ? wideEncoding(chunk) : undefined;
      if (wide) return wide;
      isFirst = false;
      utf8.decode(chunk, { stream: true });
    }
    utf8.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

function wideEncoding(chunk: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = chunk;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = chunk.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros.map((count) => count / (sample.length / 2));
  if (odd > ZERO_SHARE && even < odd) return 'utf-16le';
  return even > ZERO_SHARE ? 'utf-16be' : undefined;
}
