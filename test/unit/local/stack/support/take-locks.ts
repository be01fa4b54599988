import { lockFolder } from '../../../../../local/stack/lock-file.ts';

/** A program that takes what it can of the folders it is sent, tells which it has got, and stays: they are its own. */
process.on('message', (folders: string[]) => {
  process.send?.(folders.filter(isTaken));
});
process.send?.('ready');

function isTaken(folder: string): boolean {
  try {
    lockFolder(folder);
    return true;
  } catch {
    return false;
  }
}
