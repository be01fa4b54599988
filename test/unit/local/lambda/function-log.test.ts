import { mkdir, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises';
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

  it('leaves out what cannot be written and says how many lines that were', async () => {
    const path = join(dir, 'functions.log');
    const log = openRotatingLog(path);
    // Nothing can be appended to a folder, whoever tries.
    await mkdir(path);
    for (const lines of ['one\n', 'two\nthree\n']) {
      log.write(Buffer.from(lines));
      log.close();
    }
    await rmdir(path);
    for (const lines of ['four\n', 'five\n']) {
      log.write(Buffer.from(lines));
      log.close();
    }
    expect(await readFile(path, 'utf8')).toBe('\n[3 lines could not be written here]\nfour\nfive\n');
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
