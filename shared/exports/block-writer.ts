export interface BlockWriterOptions {
  readonly blockBytes: number;
  /** How many blocks there are in all: the one being filled and those under way. */
  readonly blocks: number;
}

/** Where full blocks go. The block is the writer's again once the promise is settled. */
export type TakeBlock = (block: Buffer) => Promise<void>;

/**
 * Gathers bytes into blocks of one size, out of a few buffers that are used over and over. When all are under way
 * there is no room, and whoever writes must wait: that is what keeps an export of any size in the same memory.
 */
export class BlockWriter {
  private readonly blockBytes: number;
  private readonly free: Buffer[];
  private readonly underWay = new Set<Promise<void>>();
  private take: TakeBlock;
  private current: Buffer | undefined;
  private used = 0;
  private failure: { readonly error: unknown } | undefined;
  private wake: (() => void) | undefined;

  constructor({ blockBytes, blocks }: BlockWriterOptions, take: TakeBlock) {
    this.blockBytes = blockBytes;
    // Outside the pool that Node shares among small buffers, and never read before written.
    this.free = Array.from({ length: blocks }, () => Buffer.allocUnsafeSlow(blockBytes));
    this.take = take;
  }

  /** Whether `bytes` more fit, with `cuts` blocks ended early on the way. Never once a block could not be taken. */
  hasRoom(bytes: number, cuts = 0): boolean {
    if (this.failure) return false;
    const left = this.current ? this.current.length - this.used : 0;
    return this.free.length >= (left < bytes ? 1 : 0) + cuts;
  }

  /** Resolves once that much fits; rejects with what kept a block from being taken. */
  async room(bytes: number, cuts = 0): Promise<void> {
    while (!this.hasRoom(bytes, cuts)) {
      if (this.failure) throw this.failure.error;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Copies the bytes from `start` up to `end`; the caller has made sure of the room. */
  append(bytes: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end) {
      const block = this.current ?? this.nextBlock();
      const until = Math.min(end, at + block.length - this.used);
      bytes.copy(block, this.used, at, until);
      this.used += until - at;
      at = until;
      if (this.used === block.length) this.seal();
    }
  }

  /** Sends off what has been gathered, full or not. */
  seal(): void {
    const block = this.current;
    if (!block) return;
    const taken = this.take(this.used === block.length ? block : block.subarray(0, this.used));
    this.current = undefined;
    this.used = 0;
    const done = taken
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .then(() => {
        this.underWay.delete(done);
        this.free.push(block);
        this.wake?.();
      });
    this.underWay.add(done);
  }

  /** Sends off what has been gathered; blocks after it go elsewhere. */
  switchTo(take: TakeBlock): void {
    this.seal();
    this.take = take;
  }

  /** Resolves once every block that was sent off has been taken; rejects with the first that was not. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
    if (this.failure) throw this.failure.error;
  }

  private nextBlock(): Buffer {
    // A row longer than the chunk it begins in can end a file that nobody saw ending: that takes a block more.
    this.current = this.free.pop() ?? Buffer.allocUnsafeSlow(this.blockBytes);
    return this.current;
  }
}
