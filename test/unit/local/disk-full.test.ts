import { describe, expect, it } from '@jest/globals';
import { namingFullDisk, saysDiskFull } from '../../../local/disk-full.ts';
import { untilThereIsRoom } from '../../../local/until-there-is-room.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const full = () => new Error('ENOSPC: no space left on device, write');

describe('a full disk', () => {
  it.each([
    'ENOSPC: no space left on device, write',
    'database or disk is full',
    'could not write to file "pg_wal/xlogtemp.9": No space left on device',
    'EDQUOT: disk quota exceeded, open',
  ])('is told from other failures, also where it is a cause: %s', (message) => {
    expect(saysDiskFull(new Error('The seed failed', { cause: new Error(message) }))).toBe(true);
    expect(saysDiskFull(new Error('database is locked'))).toBe(false);
  });

  it('stops a start with the folder, what is free and what to do', async () => {
    const dir = await temporaryFolder();
    expect(String(namingFullDisk(dir, full()))).toMatch(
      /The disk of .* is full \([\d.]+ MiB free\)\. Make room on it .*INQUERY_DIR/,
    );
    expect(String(namingFullDisk(dir, full()))).toContain(dir);
    const other = new Error('The port is taken');
    expect(namingFullDisk(dir, other)).toBe(other);
  });

  it('is waited for, where other failures are not', async () => {
    let tries = 0;
    const deliver = async () => {
      if (++tries === 1) throw full();
      return 'taken';
    };
    await expect(untilThereIsRoom(deliver, new AbortController().signal)).resolves.toBe('taken');

    const refuse = () => Promise.reject(new Error('no such queue'));
    await expect(untilThereIsRoom(refuse, new AbortController().signal)).rejects.toThrow('no such queue');
  });

  it('is not waited for any longer when everything stops', async () => {
    const refuse = () => Promise.reject(full());
    await expect(untilThereIsRoom(refuse, AbortSignal.abort(new Error('stop')))).rejects.toThrow();
  });
});
