import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openRotatingLog } from '../../../../local/lambda/function-log.ts';

describe('the log of functions', () => {
  it('begins anew when it is full and keeps the one before', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'inquery-log-')), 'logs', 'functions.log');
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
