import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfiguration } from '../../../../local/stack/read-configuration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the configuration document of the local stack', () => {
  let dir: string;
  let path: string;

  beforeAll(async () => {
    dir = await temporaryFolder();
    path = join(dir, 'inquery.config.json');
  });

  afterAll(() => rm(dir, { recursive: true }));

  it('that is missing is named', async () => {
    await expect(readConfiguration(path)).rejects.toThrow('could not be read');
  });

  it.each([
    ['{', 'is not a JSON document'],
    ['{"sources": {"shop": {"engine": "abacus"}}}', 'sources.shop.engine'],
  ])('%s is refused in one line that says where', async (text, reason) => {
    await writeFile(path, text);
    await expect(readConfiguration(path)).rejects.toThrow(reason);
    await expect(readConfiguration(path)).rejects.toThrow(/^[^\n]+$/);
  });
});
