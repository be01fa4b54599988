import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sourceVersion } from '../../../../local/stack/source-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'inquery-sources-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe('The version of sources', () => {
  it("is the package's where there is no commit", () => {
    writeFileSync(join(folder, 'package.json'), '{"version": "1.2.3"}');

    expect(sourceVersion(folder)).toBe('1.2.3');

    writeFileSync(join(folder, '.git'), 'gitdir: nowhere');
    expect(sourceVersion(folder)).toBe('1.2.3');
  });
});
