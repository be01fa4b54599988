import { hash } from 'node:crypto';

type Source = string | ArrayBuffer | ArrayBufferView;

/** Bytes that SHA-256 takes in at a time; HMAC fills its key up to them (RFC 2104). */
const BLOCK_BYTES = 64;

/**
 * SHA-256, and HMAC with it when there is a secret, as SDK clients want it to sign requests. Node's one-shot hash
 * spares the hash and key objects that the SDK makes by default, four for each request.
 */
export class OneShotSha256 {
  readonly #inner: Buffer | undefined;
  readonly #outer: Buffer | undefined;
  #parts: Buffer[];

  constructor(secret?: Source) {
    const key = secret === undefined ? undefined : paddedKey(secret);
    this.#inner = key && Buffer.from(key.map((byte) => byte ^ 0x36));
    this.#outer = key && Buffer.from(key.map((byte) => byte ^ 0x5c));
    this.#parts = this.#inner ? [this.#inner] : [];
  }

  update(data: Source): void {
    this.#parts.push(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    const digest = sha256(this.#parts);
    return this.#outer ? sha256([this.#outer, digest]) : digest;
  }

  reset(): void {
    this.#parts = this.#inner ? [this.#inner] : [];
  }
}

function paddedKey(secret: Source): Buffer {
  const bytes = bytesOf(secret);
  const key = Buffer.alloc(BLOCK_BYTES);
  (bytes.length > BLOCK_BYTES ? sha256([bytes]) : bytes).copy(key);
  return key;
}

function sha256(parts: readonly Buffer[]): Buffer {
  const [only = Buffer.alloc(0)] = parts;
  return hash('sha256', parts.length < 2 ? only : Buffer.concat(parts), 'buffer');
}

function bytesOf(data: Source): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.from(data);
}
