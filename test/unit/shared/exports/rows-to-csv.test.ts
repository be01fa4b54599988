import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../../../shared/contracts/rows.ts';
import { CsvFiles } from '../../../../shared/exports/csv-files.ts';
import { writeRows } from '../../../../shared/exports/rows-to-csv.ts';
import { createMemoryMultipartStore } from '../../../support/memory-multipart-store.ts';

const COLUMNS = [
  { name: 'n', type: 'int4' },
  { name: 't', type: 'text' },
  { name: 'b', type: 'bool' },
  { name: 'j', type: 'jsonb' },
];
const ROWS: Row[] = [
  [-1, 'a,"b"', true, { k: 1 }],
  [null, '', false, null],
  [2, '=x', null, null],
];

async function* batches(): AsyncGenerator<Row[]> {
  yield ROWS.slice(0, 2);
  yield ROWS.slice(2);
}

describe('Rows that come through code', () => {
  it.each([
    [false, '=x'],
    [true, "'=x"],
  ])('are written as COPY writes them (spreadsheetSafe %s)', async (spreadsheetSafe, formula) => {
    const store = createMemoryMultipartStore();
    const files = new CsvFiles({
      ...{ store, folder: 'f', name: 'rows', bom: false, compression: 'none', maxBytesPerFile: 1e9 },
      header: true,
    });

    const count = await writeRows(files, COLUMNS, batches(), {
      header: true,
      delimiter: ',',
      spreadsheetSafe,
    });
    await files.complete(count);

    expect(String(store.objects.get('f/rows.csv'))).toBe(
      `n,t,b,j\n-1,"a,""b""",t,"{""k"":1}"\n,"",f,\n2,${formula},,\n`,
    );
  });
});
