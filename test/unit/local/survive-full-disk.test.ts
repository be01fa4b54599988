import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

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

describe('the program of the stack', () => {
  it('tells of a full disk that nobody has caught, and goes on', async () => {
    expect(await endOf('ENOSPC: no space left on device, write')).toEqual({
      output: 'it went on',
      complaints: 'failed: ENOSPC: no space left on device, write\n',
      status: 0,
    });
  });

  it('ends with anything else that nobody has caught', async () => {
    expect(await endOf('a mistake of ours')).toEqual({
      output: '',
      complaints: expect.stringContaining('a mistake of ours'),
      status: 1,
    });
  });
});
