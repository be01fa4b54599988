import { describe, expect, it } from '@jest/globals';
import { CsvFiles } from '../../../../shared/exports/csv-files.ts';
import { createMemoryMultipartStore } from '../../../support/memory-multipart-store.ts';

const ROW = Buffer.from('1,one row a file\n');
const MOST_FILES = 500;

/** As the database's connection does it: announced, taken when there is room. */
async function writeRow(files: CsvFiles): Promise<void> {
  if (!files.hasRoom(ROW.length)) await files.room(ROW.length);
  files.beginRow(ROW.length);
  files.write(ROW, 0, ROW.length);
}

describe('An export that needs very many files', () => {
  it('is refused when a record could not name them all, and leaves nothing behind', async () => {
    const store = createMemoryMultipartStore();
    const files = new CsvFiles({
      ...{ store, folder: 'f', name: 'rows', header: false, bom: false },
      ...{ compression: 'none', maxBytesPerFile: ROW.length },
    });
    for (let row = 0; row < MOST_FILES; row++) await writeRow(files);

    await expect(writeRow(files)).rejects.toMatchObject({
      name: 'ConfigInvalid',
      message: expect.stringContaining('more than 500 files. Ask for larger ones: maxBytesPerFile'),
    });
    await files.abort();
    expect([store.objects.size, store.underWay()]).toEqual([0, 0]);
  });
});
