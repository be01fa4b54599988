import type { TakeBlock } from './block-writer.ts';

/** What the bytes of one file pass on their way to its parts. */
export interface FileOutlet {
  readonly take: TakeBlock;
  /** Resolves once all that was taken is with the store. */
  end(): Promise<void>;
}
