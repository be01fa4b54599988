import { describe, expect, it } from '@jest/globals';
import { csvRecords } from '../../../../shared/platform/csv-records.ts';

const cellsOf = (text: string) => csvRecords(text).map(({ cells }) => cells);

describe('csvRecords', () => {
  it.each<[string, string, string[][]]>([
    [
      'cells',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      ',\n,',
      [
        ['', ''],
        ['', ''],
      ],
    ],
    ['no last line end', 'a\nb', [['a'], ['b']]],
    ['a last line end', 'a\nb\n', [['a'], ['b']]],
    ['an empty line', 'a\n\nb', [['a'], [''], ['b']]],
    ['any line ends', 'a\r\nb\rc\nd', [['a'], ['b'], ['c'], ['d']]],
    ['a byte order mark', '\uFEFFa', [['a']]],
    ['quotation marks', '"a, b","say ""hi"""', [['a, b', 'say "hi"']]],
    ['a line end within quotation marks', '"a\nb",c', [['a\nb', 'c']]],
    ['spaces around cells', ' a , "b" ', [['a', 'b']]],
    ['an empty cell in quotation marks', '"",a', [['', 'a']]],
    [
      'semicolons',
      'a;"b;c"\nd,e;f',
      [
        ['a', 'b;c'],
        ['d,e', 'f'],
      ],
    ],
    [
      'tabs, with spaces and empty cells',
      'a\t b \t\n\t"c"\t',
      [
        ['a', 'b', ''],
        ['', 'c', ''],
      ],
    ],
    ['nothing', '', []],
  ])('reads %s', (_case, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  it('says on which line each record begins', () => {
    const lines = csvRecords('a\n"b\r\nc"\nd').map(({ line }) => line);

    expect(lines).toEqual([1, 2, 4]);
  });

  it('reads no more records than are wanted', () => {
    expect(csvRecords('a\nb\nc"', 2)).toHaveLength(2);
  });

  it.each([
    ['is not closed', 'a\n"b', 'Line 2'],
    ['stands in the middle', 'a\nb"c"', 'Line 2'],
    ['is followed by more', '"a"b', 'Line 1'],
    ['follows a cell of several lines', '"a\nb",c"', 'Line 2'],
  ])('refuses a quotation mark that %s, and says where', (_case, text, where) => {
    expect(() => csvRecords(text)).toThrow(where);
  });

  it('takes time in proportion to the text, not to its square', () => {
    const text = `"${'""'.repeat(200_000)}`;

    expect(() => csvRecords(text)).toThrow('Line 1');
  });
});
