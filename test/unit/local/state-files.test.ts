import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openDynalite } from '../../../local/dynamodb/open-dynalite.ts';
import { startFauxqs } from '../../../local/fauxqs/start-fauxqs.ts';
import { openOutbox } from '../../../local/outbox/open-outbox.ts';
import { openScheduleFile } from '../../../local/scheduler/schedule-file.ts';
import { openSecretFile } from '../../../local/secrets-manager/secret-file.ts';
import { openJournal } from '../../../local/step-functions/journal/sqlite-journal.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const OPENERS: [file: string, open: (dir: string) => unknown][] = [
  ['dynamodb.sqlite', (dir) => openDynalite(join(dir, 'dynamodb.sqlite'))],
  ['fauxqs.db', (dir) => startFauxqs(dir, 0)],
  ['outbox.sqlite', (dir) => openOutbox(join(dir, 'outbox.sqlite'))],
  ['step-functions.sqlite', (dir) => openJournal(join(dir, 'step-functions.sqlite'), () => {})],
  ['secrets.json', (dir) => openSecretFile(join(dir, 'secrets.json'))],
  ['schedules.json', (dir) => openScheduleFile(join(dir, 'schedules.json'))],
];

describe('a damaged file of the state folder', () => {
  it.each(OPENERS)('is named with what to do: %s', async (file, open) => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, file), '[{"name": "password", "value": "s3cret');
    const opening = Promise.resolve().then(() => open(dir));

    await expect(opening).rejects.toThrow(join(dir, file));
    await expect(opening).rejects.toThrow(/is damaged .*npm run reset/);
    await expect(opening).rejects.not.toThrow('s3cret');
  });
});

const secret = (name: string) => ({ arn: `arn:${name}`, name, value: 'x' });

describe('a JSON file that cannot be written for a while', () => {
  it('is written with the next change, and has nothing of the one that failed', async () => {
    const dir = join(await temporaryFolder(), 'state');
    await mkdir(dir);
    const path = join(dir, 'secrets.json');
    const secrets = await openSecretFile(path);
    await secrets.put(secret('first'));
    await rm(dir, { recursive: true });
    await expect(secrets.put(secret('second'))).rejects.toThrow(path);
    await mkdir(dir);
    await secrets.put(secret('third'));

    const names = (file: typeof secrets) => file.all().map(({ name }) => name);
    expect(names(secrets)).toEqual(['first', 'third']);
    expect(names(await openSecretFile(path))).toEqual(['first', 'third']);
  });
});
