/** Large objects, read and written as streams. */
export interface ObjectStreams {
  /** The bytes as they come; undefined when there is no such object. */
  read(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Nobody sees the object before it is closed. */
  write(key: string, contentType: string): ObjectWriter;
}

export interface ObjectWriter {
  write(text: string): Promise<void>;
  close(): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}
