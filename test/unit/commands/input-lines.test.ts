import { describe, expect, it } from '@jest/globals';
import { inputLines } from '../../../commands/lines/input-lines.ts';

async function linesOf(...chunks: (Uint8Array | string)[]): Promise<string[]> {
  async function* stream() {
    yield* chunks;
  }
  const lines = [];
  for await (const line of inputLines(stream())) lines.push(line);
  return lines;
}

describe('inputLines', () => {
  it.each<[string, string, string[]]>([
    ['line feeds', 'a\nb\n', ['a', 'b']],
    ['no last line feed', 'a\nb', ['a', 'b']],
    ['carriage returns before them', 'a\r\nb\r\n', ['a', 'b']],
    ['empty lines', '\na\n\n', ['', 'a', '']],
    ['what else Unicode calls a line end', 'a\u2028b\u2029c\u0085d', ['a\u2028b\u2029c\u0085d']],
    ['a byte order mark', '\uFEFFa', ['a']],
    ['nothing', '', []],
  ])('splits at %s', async (_, text, expected) => {
    expect(await linesOf(new TextEncoder().encode(text))).toEqual(expected);
  });

  it('puts together what chunks cut, characters too', async () => {
    const bytes = new TextEncoder().encode('größe\nб\n');

    expect(await linesOf(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(['größe', 'б']);
  });
});
