/**
 * Takes the rows of a COPY as bytes, without a copy of its own in between. A row is announced with its length and then
 * comes in one or more pieces; the first row is the header where one was asked for.
 */
export interface CopySink {
  /** Whether rows of `bytes` bytes in all can be taken right now. */
  hasRoom(bytes: number): boolean;
  /** Resolves once there is room again; rejects when there never will be. */
  room(bytes: number): Promise<void>;
  beginRow(bytes: number): void;
  /** The bytes from `start` up to `end` of a buffer that is the sender's again when the call returns. */
  write(chunk: Buffer, start: number, end: number): void;
}
