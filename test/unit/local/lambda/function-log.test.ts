import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRotatingLog } from '../../../../local/lambda/function-log.ts';

describe('the log of functions', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'inquery-log-'));
  });

  afterEach(() => rm(dir, { recursive: true }));

  it('goes on when its folder was removed', async () => {
    const path = join(dir, 'logs', 'functions.log');
    const log = openRotatingLog(path, 10);
    log.write(Buffer.from('before\n'));
    log.close();
    await rm(join(dir, 'logs'), { recursive: true });
    log.write(Buffer.from('after\n'));
    log.close();
    expect(await readFile(path, 'utf8')).toBe('after\n');
  });

  it('begins anew when it is full and keeps the one before', async () => {
    const path = join(dir, 'logs', 'functions.log');
    for (const line of ['first\n', 'two\n', 'third\n']) {
      const log = openRotatingLog(path, 10);
      log.write(Buffer.from(line));
      log.close();
    }
    expect([await readFile(path, 'utf8'), await readFile(`${path}.1`, 'utf8')]).toEqual([
      'third\n',
      'first\ntwo\n',
    ]);
  });
});
