import { describe, expect, it } from '@jest/globals';
import type { FileRow } from '../../../../shared/batches/file/file-row.ts';
import { readRows } from '../../../../shared/batches/file/read-rows.ts';
import { createMemoryObjectStreams } from '../../../support/memory-object-streams.ts';

async function rowsOf(name: string, file: string | Uint8Array): Promise<FileRow[]> {
  const { streams } = createMemoryObjectStreams({ file });
  const open = async () => (await streams.read('file')) ?? nothing();
  const rows: FileRow[] = [];
  for await (const row of readRows(name, open)) rows.push(row);
  return rows;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

const umlauts = 'question,city\nHow many?,Köln – "Süd"\n';
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const city = { question: 'How many?', city: 'Köln – "Süd"' };

const readable: readonly [title: string, name: string, file: string | Uint8Array, rows: unknown][] = [
  ['UTF-8', 'a.csv', umlauts, [{ line: 2, fields: city }]],
  ['UTF-8 with a mark', 'a.csv', `\uFEFF${umlauts}`, [{ line: 2, fields: city }]],
  ['UTF-16 with a mark', 'a.csv', Buffer.from(`\uFEFF${umlauts}`, 'utf16le'), [{ line: 2, fields: city }]],
  ['big-endian UTF-16 with a mark', 'a.csv', swapped(`\uFEFF${umlauts}`), [{ line: 2, fields: city }]],
  ['UTF-16 without a mark', 'a.csv', Buffer.from(umlauts, 'utf16le'), [{ line: 2, fields: city }]],
  [
    'Latin-1',
    'a.csv',
    Buffer.from('question\nWie viele in Köln?\n', 'latin1'),
    [{ line: 2, fields: { question: 'Wie viele in Köln?' } }],
  ],
  [
    'semicolons, and cells over several lines',
    'a.csv',
    'id;Question\r\n1;"a\nb"\r\n2;c',
    [
      { line: 2, fields: { id: '1', Question: 'a\nb' } },
      { line: 4, fields: { id: '2', Question: 'c' } },
    ],
  ],
  ['tabs', 'a.tsv', 'question\tid\nx, y\t1\n', [{ line: 2, fields: { question: 'x, y', id: '1' } }]],
  [
    'short rows and long ones',
    'a.csv',
    'question,id\nx\ny,1,2\nz,1,\n',
    [
      { line: 2, fields: { question: 'x', id: '' } },
      { line: 3, fields: { question: 'y', id: '1' }, problem: 'The row has 3 cells, the header 2.' },
      { line: 4, fields: { question: 'z', id: '1' } },
    ],
  ],
  [
    'a JSON array of objects and texts',
    'a.json',
    '[{"question":"x","n":1},"y",[1]]',
    [
      { line: 1, fields: { question: 'x', n: 1 } },
      { line: 2, fields: { question: 'y' } },
      { line: 3, fields: {}, problem: 'The row is no object with a question.' },
    ],
  ],
  [
    'JSON lines, bad ones kept',
    'a.JSONL',
    '{"question":"x"}\n\n{no\n',
    [
      { line: 1, fields: { question: 'x' } },
      { line: 3, fields: {}, problem: 'The line is not JSON.' },
    ],
  ],
];

const unusable: readonly [title: string, name: string, file: string | Uint8Array, message: string][] = [
  ['without the column', 'a.csv', 'frage,id\nx,1\n', 'Line 1: The header has no column named question.'],
  ['with a column twice', 'a.csv', 'question,id,id\n', 'Line 1: The header has the column "id" twice.'],
  ['with an open quotation mark', 'a.csv', 'question\nx\n"y\n', 'Line 3: Quote Not Closed'],
  ['that is empty', 'a.csv', '', 'The file is empty.'],
  ['that stops short', 'a.json', '[{"question":"x"}', 'After 0 questions: The file is not one JSON array.'],
];

describe('A file of questions', () => {
  it.each(readable)('may have %s', async (_title, name, file, rows) => {
    expect(await rowsOf(name, file)).toEqual(rows);
  });

  it.each(unusable)('%s is of no use', async (_title, name, file, message) => {
    await expect(rowsOf(name, file)).rejects.toMatchObject({
      name: 'BatchFileInvalid',
      message: expect.stringContaining(message),
    });
  });
});
