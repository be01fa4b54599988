import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'esbuild';

/** A tenth of the JSON's size, and unpacked only when its module is imported. */
const unpack = (packed: string) =>
  `import { brotliDecompressSync } from 'node:zlib';
export default JSON.parse(brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString());`;

/** Packs the generated documents in docs/ that a task serves: they are large and seldom asked for. */
export const packedJson: Plugin = {
  name: 'packed-json',
  setup(build) {
    build.onLoad({ filter: /\/docs\/[^/]+\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: unpack(brotliCompressSync(text).toString('base64')), loader: 'js' };
    });
  },
};
