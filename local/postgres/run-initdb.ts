import { spawn } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ServerAccount } from './server-account.ts';
import { serverEnvironment } from './server-environment.ts';

export interface InitdbOptions {
  readonly native: string;
  /** A folder the account may write to; initdb runs in it. */
  readonly workFolder: string;
  readonly cluster: string;
  readonly superuser: string;
  readonly password: string;
  readonly account: ServerAccount | undefined;
}

/** Makes a PostgreSQL cluster; throws with initdb's own words when it cannot. */
export async function runInitdb(options: InitdbOptions): Promise<void> {
  const passwordFile = join(options.workFolder, 'initdb-password');
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (options.account) chownSync(passwordFile, options.account.uid, options.account.gid);
  try {
    await run(options, [
      `--pgdata=${options.cluster}`,
      `--username=${options.superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function run({ native, workFolder, account }: InitdbOptions, flags: string[]): Promise<void> {
  const initdb = spawn(join(native, 'bin', 'initdb'), flags, {
    cwd: workFolder,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    initdb.once('error', reject).once('close', resolve);
  });
  const [status, complaint] = await Promise.all([ended, text(initdb.stderr)]);
  if (status !== 0) throw new Error(`initdb could not make a PostgreSQL cluster: ${complaint.trim()}`);
}
