import { execFileSync } from 'node:child_process';
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

  it('is their commit, and says whether they were changed since', () => {
    rmSync(join(folder, '.git'));
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words]);
    git('init', '--quiet');
    git('add', 'package.json');
    git('commit', '--quiet', '--message', 'The first');

    const committed = sourceVersion(folder);
    writeFileSync(join(folder, 'package.json'), '{"version": "1.2.4"}');

    expect(committed).toMatch(/^[0-9a-f]{12}$/);
    expect(sourceVersion(folder)).toBe(`${committed}-dirty`);
  });
});
