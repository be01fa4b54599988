import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lockFolder, refuseRunningStack, runningStack } from '../../../../local/stack/lock-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the lock of a state folder', () => {
  it('lets one stack in and names the process that has it', async () => {
    const dir = await temporaryFolder();
    lockFolder(dir);
    expect(() => lockFolder(dir)).toThrow(`process ${process.pid}`);
  });

  it('is free again once given back', async () => {
    const dir = await temporaryFolder();
    lockFolder(dir).release();
    expect(() => refuseRunningStack(dir)).not.toThrow();
  });

  it('tells where the API of its stack is, once it is there', async () => {
    const dir = await temporaryFolder();
    const before = runningStack(dir);
    const lock = lockFolder(dir);
    const starting = runningStack(dir);
    lock.publish('http://127.0.0.1:4100');
    const running = runningStack(dir);
    lock.release();
    expect([before, starting, running, runningStack(dir)]).toEqual([
      undefined,
      {},
      { url: 'http://127.0.0.1:4100' },
      undefined,
    ]);
  });

  it('of a killed process is taken over', async () => {
    const dir = await temporaryFolder();
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    await writeFile(join(dir, 'stack.lock'), `${gone.pid} 1`);
    expect(() => lockFolder(dir)).not.toThrow();
  });

  it('of a killed process whose id another has now is taken over', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'stack.lock'), `${process.pid} 1`);
    expect(() => lockFolder(dir)).not.toThrow();
  });
});
