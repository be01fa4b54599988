import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { contentHash } from '../../../../local/template/content-hash.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the content hash', () => {
  it('changes with a file’s content and not without', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'app.ts'), 'one');
    const first = await contentHash(root, ['app.ts', 'absent']);
    const again = await contentHash(root, ['app.ts', 'absent']);
    await writeFile(join(root, 'app.ts'), 'two');
    const changed = await contentHash(root, ['app.ts', 'absent']);
    expect([first === again, first === changed]).toEqual([true, false]);
  });
});
