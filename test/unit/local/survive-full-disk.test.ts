import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { onLinux } from '../../support/on-linux.ts';

const MODULE = new URL('../../../local/survive-full-disk.ts', import.meta.url).href;

/** How a program ends that throws this where nobody catches it, and has something left to do. */
async function endOf(message: string) {
  const program = `
    import { surviveFullDisk } from '${MODULE}';
    surviveFullDisk();
    setTimeout(() => { throw new Error('${message}') });
    setTimeout(() => process.stdout.write('it went on'), 100);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, complaints, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, complaints, status };
}

/** How it ends when nothing of what it prints, now and a little later, can be written. */
async function endOfMute(output: 'pipe' | number) {
  const program = `
    import { surviveFullDisk } from '${MODULE}';
    surviveFullDisk();
    process.stdin.resume().on('end', () => {
      process.stdout.write('one');
      setTimeout(() => process.stdout.write('two', () => process.stderr.write('it went on')), 50);
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['pipe', output, 'pipe'],
  });
  child.stdout?.destroy();
  child.stdin?.end();
  const [complaints, [status]] = await Promise.all([child.stderr && text(child.stderr), once(child, 'exit')]);
  return { complaints, status };
}

const WENT_ON = { complaints: 'it went on', status: 0 };

describe('the program of the stack', () => {
  it('tells of a full disk that nobody has caught, and goes on', async () => {
    expect(await endOf('ENOSPC: no space left on device, write')).toEqual({
      output: 'it went on',
      complaints: 'failed: ENOSPC: no space left on device, write\n',
      status: 0,
    });
  });

  onLinux('leaves out what it prints where the disk is full', async () => {
    const full = openSync('/dev/full', 'w');
    expect(await endOfMute(full)).toEqual(WENT_ON);
    closeSync(full);
  });

  it('leaves out what it prints when nobody reads it any more', async () => {
    expect(await endOfMute('pipe')).toEqual(WENT_ON);
  });

  it('ends with anything else that nobody has caught', async () => {
    expect(await endOf('a mistake of ours')).toEqual({
      output: '',
      complaints: expect.stringContaining('a mistake of ours'),
      status: 1,
    });
  });
});
