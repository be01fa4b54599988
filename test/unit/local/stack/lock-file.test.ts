import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { processStart } from '../../../../local/process-start.ts';
import { lockFolder, refuseRunningStack, runningStack } from '../../../../local/stack/lock-file.ts';
import { onLinux } from '../../../support/on-linux.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

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

  onLinux('of a killed process whose parent never asks for it is taken over', async () => {
    const dir = await temporaryFolder();
    // What the shell becomes knows nothing of the child, which stays a zombie.
    const parent = spawn('/bin/sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [printed] = await once(parent.stdout, 'data');
      const pid = Number(printed);
      const started = processStart(pid);
      await writeFile(join(dir, 'stack.lock'), `${pid} ${started}`);
      expect(runningStack(dir)).toEqual({});
      process.kill(pid, 'SIGKILL');
      await until(() => processStart(pid) === undefined);
      expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toContain(' Z ');
      expect(() => lockFolder(dir)).not.toThrow();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('of a killed process whose id another has now is taken over', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'stack.lock'), `${process.pid} 1`);
    expect(() => lockFolder(dir)).not.toThrow();
  });

  it('of a killed process is taken over by one of those that start at once', async () => {
    const dir = await temporaryFolder();
    const folders = Array.from({ length: 60 }, (_, round) => join(dir, String(round)));
    for (const folder of folders) {
      await mkdir(folder);
      await writeFile(join(folder, 'stack.lock'), `${process.pid} 1`);
    }
    const program = new URL('./support/take-locks.ts', import.meta.url);
    const programs: ChildProcess[] = Array.from({ length: 3 }, () => fork(program));
    try {
      await Promise.all(programs.map((each) => once(each, 'message')));
      const taken = programs.map(async (each) => {
        each.send(folders);
        const [folder] = await once(each, 'message');
        return folder;
      });
      expect((await Promise.all(taken)).flat().sort()).toEqual([...folders].sort());
    } finally {
      for (const each of programs) each.kill('SIGKILL');
    }
  });
});
