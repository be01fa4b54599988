import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const CONSTANT = /^const (\w+) = ("[^"\n]*");$/gm;
const COMPUTED_KEY = /\[(\w+)\]: /g;
const ERROR_REGISTRATION = /^n\d+_registry\.registerError\(\w+\$, (\w+)\);$/gm;

/**
 * An SDK client describes all its operations in one file, as arrays and objects. Objects with computed keys might
 * have side effects, so esbuild keeps them all; with the keys written out it keeps only what is used.
 */
function writeOutKeys(source: string): string {
  const constants = new Map(Array.from(source.matchAll(CONSTANT), ([, name, text]) => [name, text]));
  return source.replace(COMPUTED_KEY, (whole, name) => {
    const text = constants.get(name);
    return text === undefined ? whole : `${text}: `;
  });
}

/** An error class nobody names need not exist: its error arrives as the service's base error of the same name. */
function keepErrors(source: string, named: ReadonlySet<string>): string {
  return source.replace(ERROR_REGISTRATION, (whole, error) => (named.has(error) ? whole : ''));
}

/** Shrinks the SDK clients' schemas to the operations used and to the error classes `named`. */
export const slimSchemas = (named: ReadonlySet<string>): Plugin => ({
  name: 'slim-schemas',
  setup(build) {
    build.onLoad({ filter: /@aws-sdk\/[^/]+\/dist-es\/.*schemas_0\.js$/ }, ({ path }) => ({
      contents: keepErrors(writeOutKeys(readFileSync(path, 'utf8')), named),
      loader: 'js',
    }));
    // Imported for its version alone.
    build.onLoad({ filter: /@aws-sdk\/[^/]+\/package\.json$/ }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
});
