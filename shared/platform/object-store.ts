/** Claim checks: what is too large or too private for a state payload lies here under a key. */
export interface ObjectStore {
  put(key: string, body: string | Uint8Array, contentType: string): Promise<void>;
  /** Undefined when there is no such object. */
  getText(key: string): Promise<string | undefined>;
  getBytes(key: string): Promise<Uint8Array | undefined>;
  /** Bytes from `start` up to, not including, `end`. Undefined when there is no such object. */
  getRange(key: string, start: number, end: number): Promise<string | undefined>;
}
