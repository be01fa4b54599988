import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from '@swc/core';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { copyFilesBeside } from './files-beside.ts';
import { lambdaOnly } from './lambda-only.ts';
import { noJsonSchemas, writesJsonSchemas } from './no-json-schemas.ts';
import { ordinaryNames } from './ordinary-names.ts';
import { packedJson } from './packed-json.ts';
import { sdkImports } from './sdk-imports.ts';
import { slimSchemas } from './slim-schemas.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// CommonJS packages in an ES module look for these.
const BANNER =
  "import{createRequire}from'node:module';" +
  'const require=createRequire(import.meta.url),__dirname=import.meta.dirname,__filename=import.meta.filename;';

const optionsFor = (entry: string, outFolder: string) =>
  ({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: join(outFolder, 'handler.mjs'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: ['pg-native'], // optional, and never installed
    banner: { js: BANNER },
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    plugins: [lambdaOnly, ordinaryNames, packedJson, slimSchemas(sdkImports(ROOT))],
  }) satisfies BuildOptions;

/** The files a bundle is made from. */
const inputsOf = ({ inputs }: Metafile) => Object.keys(inputs).map((input) => resolve(ROOT, input));

/** Our own modules in a bundle, packages left aside. */
async function ownModules({ plugins: _, ...options }: ReturnType<typeof optionsFor>): Promise<string[]> {
  return inputsOf((await build({ ...options, packages: 'external', write: false })).metafile);
}

const VERSION_DIGITS = 12;

/** The same for the same sources: what a step names as the code that ran. */
function versionOf(modules: readonly string[]): string {
  const hash = createHash('sha256');
  for (const module of modules.toSorted()) hash.update(readFileSync(module));
  return hash.digest('hex').slice(0, VERSION_DIGITS);
}

/** esbuild minifies each module for itself; over the whole file there are 4% more to gain. */
async function minifyAgain(file: string): Promise<void> {
  const { code } = await minify(readFileSync(file, 'utf8'), { module: true, compress: true, mangle: true });
  writeFileSync(file, code);
}

/** Bundles a handler module into a folder that is ready to be a Lambda's code: handler.mjs and the files it reads. */
export async function bundleHandler(entry: string, outFolder: string): Promise<void> {
  if (!existsSync(resolve(ROOT, entry))) throw new Error(`No handler ${entry} to bundle.`);
  rmSync(outFolder, { recursive: true, force: true });
  const options = optionsFor(entry, outFolder);
  const needed = await ownModules(options);
  const plugins = writesJsonSchemas(needed) ? options.plugins : [...options.plugins, noJsonSchemas];
  const define = { 'process.env.INQUERY_CODE_VERSION': JSON.stringify(versionOf(needed)) };
  const { metafile } = await build({ ...options, plugins, define });
  await minifyAgain(options.outfile);
  copyFilesBeside(inputsOf(metafile), outFolder);
}

/** Bundles the task of that name; returns the folder. */
export async function bundleTask(task: string): Promise<string> {
  const outFolder = join(ROOT, 'dist', 'bundles', task);
  await bundleHandler(join('tasks', task, 'handler.ts'), outFolder);
  return outFolder;
}
