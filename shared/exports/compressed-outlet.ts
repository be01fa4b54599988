import type { Transform } from 'node:stream';
import { constants, createGzip, createZstdCompress } from 'node:zlib';
import { BlockWriter, type TakeBlock } from './block-writer.ts';
import type { FileOutlet } from './file-outlet.ts';

export type Compression = 'gzip' | 'zstd';

const OUTPUT_BYTES = 256 * 1024;
/** Of gzip, the level beyond which time grows faster than files shrink. */
const GZIP_LEVEL = 3;
const ZSTD_LEVEL = 1;

const newCompressor = (compression: Compression): Transform =>
  compression === 'gzip'
    ? createGzip({ level: GZIP_LEVEL, chunkSize: OUTPUT_BYTES })
    : createZstdCompress({
        chunkSize: OUTPUT_BYTES,
        params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL, [constants.ZSTD_c_checksumFlag]: 1 },
      });

/** Compresses what it takes, beside the thread that reads the database, into parts of the store's size. */
export function compressedOutlet(
  compression: Compression,
  parts: { readonly blockBytes: number; readonly blocks: number },
  put: TakeBlock,
): FileOutlet {
  const compressor = newCompressor(compression);
  const output = new BlockWriter(parts, put);
  const emptied = empty(compressor, output);
  emptied.catch((error: Error) => compressor.destroy(error));
  let last: Promise<void> = Promise.resolve();
  return {
    take: (block) => {
      last = last.then(() => write(compressor, block));
      return last;
    },
    end: async () => {
      await last;
      compressor.end();
      await emptied;
      output.seal();
      await output.settled();
    },
  };
}

async function empty(compressor: Transform, output: BlockWriter): Promise<void> {
  for await (const chunk of compressor) {
    await output.room(chunk.length);
    output.append(chunk, 0, chunk.length);
  }
}

/** Settled once the whole block has been read by the compressor. */
function write(compressor: Transform, block: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    compressor.write(block, (error) => (error ? reject(error) : resolve()));
  });
}
