import { createHash } from 'node:crypto';
import type { MultipartStore, Upload } from './multipart-store.ts';

export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** One file of an export on its way to the store: blocks become parts, summed up as they pass. */
export class ExportFile {
  readonly name: string;
  private readonly store: MultipartStore;
  private readonly upload: Promise<Upload>;
  private readonly tags: string[] = [];
  private readonly hash = createHash('sha256');
  private parts = 0;
  private bytes = 0;

  constructor(
    store: MultipartStore,
    { key, name, contentType }: { key: string; name: string; contentType: string },
  ) {
    this.name = name;
    this.store = store;
    this.upload = store.begin(key, contentType);
    // Told by the first part that waits for it, or by whoever completes.
    this.upload.catch(() => undefined);
  }

  async put(block: Uint8Array): Promise<void> {
    this.hash.update(block);
    this.bytes += block.length;
    const part = ++this.parts;
    this.tags[part - 1] = await this.store.putPart(await this.upload, part, block);
  }

  async complete(): Promise<FileFacts> {
    // An upload needs a part, be it empty.
    if (this.parts === 0) await this.put(new Uint8Array(0));
    await this.store.complete(await this.upload, this.tags);
    return { name: this.name, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  async abort(): Promise<void> {
    const upload = await this.upload.catch(() => undefined);
    if (upload) await this.store.abort(upload);
  }
}
