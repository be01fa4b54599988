import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { placeServer } from '../../../../local/postgres/placement.ts';
import { isReachable, standInFolder } from '../../../../local/postgres/reachable-folders.ts';
import { postgresStateFolders } from '../../../../local/postgres/state-folders.ts';

const STRANGER = { name: 'stranger', uid: 65_534, gid: 65_534 };
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

describe('placeServer', () => {
  let home: string;

  beforeEach(() => {
    // mkdtemp makes a folder that only its owner may enter.
    home = mkdtempSync(join(tmpdir(), 'inquery-placement-'));
    mkdirSync(join(home, 'package/bin'), { recursive: true });
    writeFileSync(join(home, 'package/bin/postgres'), 'a program');
  });

  afterEach(() => {
    for (const folder of postgresStateFolders(join(home, 'state'))) rmSync(folder, { recursive: true });
    rmSync(home, { recursive: true });
  });

  function place(account: typeof STRANGER | undefined, log: string[] = []) {
    const binaries = { folder: join(home, 'package'), version: '18.0.0' };
    return placeServer(join(home, 'state'), binaries, account, (line) => log.push(line));
  }

  it('uses the folders as they are when the server runs under our own account', () => {
    expect(place(undefined).native).toBe(join(home, 'package'));
  });

  it('knows that another account cannot enter a private folder', () => {
    expect(isReachable(join(home, 'state'), STRANGER)).toBe(false);
  });

  asRoot('for another account that cannot enter our folders', () => {
    it('copies the binaries to where it can enter', () => {
      const { native } = place(STRANGER);

      expect([isReachable(native, STRANGER), existsSync(join(native, 'bin/postgres'))]).toEqual([true, true]);
    });

    it('says where the copies are', () => {
      const log: string[] = [];

      place(STRANGER, log);

      expect(log.join()).toContain(standInFolder(join(home, 'state')));
    });

    it('chooses the same place at each start', () => {
      expect(place(STRANGER)).toEqual(place(STRANGER));
    });

    it('counts the copies among the state folders, so that a reset removes them', () => {
      place(STRANGER);

      expect(postgresStateFolders(join(home, 'state'))).toContain(standInFolder(join(home, 'state')));
    });
  });
});
