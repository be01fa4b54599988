import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FolderUnusable, makeFolder } from '../../../local/make-folder.ts';
import { onLinux } from '../../support/on-linux.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

describe('A folder for state', () => {
  it('is made with those above it, and left as it is when it is there', async () => {
    const path = join(await temporaryFolder(), 'a/b/c');

    makeFolder(path);
    makeFolder(path);

    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('that is a file, or below one, is refused by name', async () => {
    const file = join(await temporaryFolder(), 'taken');
    writeFileSync(file, '');

    expect(() => makeFolder(file)).toThrow(`The folder ${file} cannot be used: it is a file.`);
    expect(() => makeFolder(join(file, 'a'))).toThrow(FolderUnusable);
  });

  onLinux('is refused where no folder can be made, rather than tried for ever', () => {
    expect(() => makeFolder('/proc/inquery/state')).toThrow('The folder /proc/inquery cannot be used');
  });
});
