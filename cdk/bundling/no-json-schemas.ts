import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const WRITERS = /\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
const EXPORTED = /^export (?:const|function) (\w+)|^export \{ \w+ as (\w+) \}/gm;
const REFUSE = "const refuse = () => { throw new Error('This bundle writes no JSON Schemas.'); };\n";

/** Whether any of our modules among these turns a schema into JSON Schema. */
export const writesJsonSchemas = (modules: readonly string[]): boolean =>
  modules
    .filter((module) => !module.includes('node_modules/'))
    .some((module) => readFileSync(module, 'utf8').includes('z.toJSONSchema('));

/**
 * zod ties the writing of JSON Schemas to every schema, so that it is in each bundle. For those that write none this
 * leaves it out; whatever calls it all the same is refused loudly.
 */
export const noJsonSchemas: Plugin = {
  name: 'no-json-schemas',
  setup(build) {
    build.onLoad({ filter: WRITERS }, ({ path }) => {
      const names = Array.from(
        readFileSync(path, 'utf8').matchAll(EXPORTED),
        ([, name, alias]) => alias ?? name,
      );
      return { contents: `${REFUSE}export { ${names.map((name) => `refuse as ${name}`).join(', ')} };` };
    });
  },
};
