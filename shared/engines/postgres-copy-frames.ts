import type { CopySink } from './copy-sink.ts';

/** A message begins with its type and its length, which counts itself but not the type. */
const HEADER_BYTES = 5;
const COPY_DATA = 0x64;

export interface CopyFrames {
  /** Reads what came on the wire: rows go to the sink, every byte of other messages to `rest`, in order. */
  read(chunk: Buffer, rest: (bytes: Buffer) => void): void;
  /** The bytes of a message's header that is not whole yet. */
  unread(): Buffer;
}

/**
 * Takes rows out of the server's messages. The server sends one CopyData message a row; a message may begin in one
 * chunk and end in a later one.
 */
export function readCopyFrames(sink: Pick<CopySink, 'beginRow' | 'write'>): CopyFrames {
  /** Of a header that began at the end of a chunk. */
  let begun = Buffer.alloc(0);
  /** Bytes of the current message that are still to come. */
  let left = 0;
  let isRow = false;

  function read(chunk: Buffer, rest: (bytes: Buffer) => void): void {
    let at = 0;
    const end = chunk.length;
    while (at < end) {
      if (left > 0) {
        const until = left < end - at ? at + left : end;
        left -= until - at;
        if (isRow) sink.write(chunk, at, until);
        else rest(chunk.subarray(at, until));
        at = until;
      } else if (begun.length === 0 && end - at >= HEADER_BYTES) {
        beginMessage(chunk, at, rest);
        at += HEADER_BYTES;
      } else {
        const taken = chunk.subarray(at, at + HEADER_BYTES - begun.length);
        begun = Buffer.concat([begun, taken]);
        at += taken.length;
        if (begun.length === HEADER_BYTES) {
          const header = begun;
          begun = Buffer.alloc(0);
          beginMessage(header, 0, rest);
        }
      }
    }
  }

  function beginMessage(bytes: Buffer, at: number, rest: (bytes: Buffer) => void): void {
    left = bytes.readUInt32BE(at + 1) - 4;
    isRow = bytes[at] === COPY_DATA;
    if (isRow) sink.beginRow(left);
    else rest(bytes.subarray(at, at + HEADER_BYTES));
  }

  return { read, unread: () => begun };
}
