// Runs before the npm scripts, on whatever Node the machine has (20.19 or later): installs the locked
// packages when they are missing or older than the lock file. The packages bring Node 24 along as
// node_modules/.bin/node, which every npm script after this one finds first on its PATH.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const lock = 'package-lock.json';
const installed = 'node_modules/.package-lock.json';

function isInstalled() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

function runInstall() {
  return spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}

function install() {
  process.stderr.write('Installing packages (first run only, a minute or two)…\n');
  let { status, signal } = runInstall();
  // An interrupted installation leaves half-removed folders behind, over which only the next one stumbles.
  if (status !== 0 && signal === null) {
    process.stderr.write('npm ci failed; trying once more…\n');
    ({ status, signal } = runInstall());
  }
  if (status !== 0) {
    process.stderr.write('npm ci failed. Mend what it says above, then run the command again.\n');
    process.exit(status ?? 1);
  }
}

if (!isInstalled()) install();

const major = Number(process.versions.node.split('.')[0]);
if (major < 24 && !existsSync('node_modules/.bin/node')) {
  process.stderr.write(
    `Inquery needs Node 24; this machine has ${process.versions.node} and no bundled Node 24 for ` +
      `${process.platform}-${process.arch}. Install Node 24 and run the command again.\n`,
  );
  process.exit(1);
}
