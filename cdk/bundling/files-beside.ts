import { createHash } from 'node:crypto';
import { copyFileSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const LIBPG_QUERY = /node_modules\/libpg-query\/wasm\/libpg-query\.js$/;

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Only a module that says `import.meta.url` can read what lies beside it. */
const looksAround = (module: string) =>
  !module.includes('node_modules/') && readFileSync(module, 'utf8').includes('import.meta.url');

function textsOf(modules: readonly string[]): string[] {
  const folders = new Set(modules.filter(looksAround).map((module) => dirname(module)));
  return [...folders].flatMap((folder) => globSync(`${folder}/*.{md,sql}`));
}

const wasmOf = (modules: readonly string[]) =>
  modules.filter((module) => LIBPG_QUERY.test(module)).map((module) => module.replace(/\.js$/, '.wasm'));

/**
 * Copies what bundled modules read from beside themselves: the .md and .sql files of the folder of each that reads
 * any, and the parser's WebAssembly where the parser is in the bundle. Throws when two different files have one name.
 */
export function copyFilesBeside(modules: readonly string[], outFolder: string): void {
  const sources = new Map<string, string>();
  for (const file of [...textsOf(modules), ...wasmOf(modules)]) {
    const other = sources.get(basename(file));
    if (other && digest(other) !== digest(file)) {
      throw new Error(`${other} and ${file} would both lie beside the bundle: rename one.`);
    }
    sources.set(basename(file), file);
    copyFileSync(file, join(outFolder, basename(file)));
  }
}
