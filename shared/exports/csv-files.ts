import type { CopySink } from '../engines/copy-sink.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { BlockWriter } from './block-writer.ts';
import { type Compression, compressedOutlet } from './compressed-outlet.ts';
import { ExportFile, type FileFacts } from './export-file.ts';
import type { FileOutlet } from './file-outlet.ts';
import type { MultipartStore } from './multipart-store.ts';

/** Of S3 a part has at least 5 MiB, but for the last one, and a file at most 10,000 of them. */
const PART = { blockBytes: 8 * 1024 * 1024, blocks: 4 };
/** What goes to a compressor at a time: enough to be worth the way to its thread. */
const PLAIN = { blockBytes: 1024 * 1024, blocks: 3 };

/** As many as a record can name and a page can link. */
const MAX_FILES = 500;

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

export interface CsvFilesOptions {
  readonly store: MultipartStore;
  /** The files' keys are this and their names. */
  readonly folder: string;
  /** Without the extension. */
  readonly name: string;
  readonly header: boolean;
  readonly bom: boolean;
  readonly compression: 'none' | Compression;
  /** Of CSV, before compression. A single row that is larger makes a file of its own. */
  readonly maxBytesPerFile: number;
}

interface OpenFile {
  readonly file: ExportFile;
  readonly outlet: FileOutlet;
  ended?: Promise<void>;
}

export interface WrittenFiles {
  /** Without headers. */
  readonly rows: number;
  readonly files: readonly FileFacts[];
}

/**
 * Writes rows of CSV into as many files as their size asks for, cut between rows, each with the header. All stay
 * invisible until `complete`.
 */
export class CsvFiles implements CopySink {
  private readonly options: CsvFilesOptions;
  private readonly blocks: BlockWriter;
  private readonly open: OpenFile[] = [];
  private header = Buffer.alloc(0);
  private rowsBegun = 0;
  private rowsInFile = 0;
  private bytesInFile = 0;
  private bytesBefore = 0;

  constructor(options: CsvFilesOptions) {
    this.options = options;
    const first = this.newFile();
    this.blocks = new BlockWriter(options.compression === 'none' ? PART : PLAIN, first.outlet.take);
    this.startFile();
  }

  /** Rows and bytes of CSV so far. */
  get progress(): { readonly rows: number; readonly bytes: number } {
    const headers = this.options.header && this.rowsBegun > 0 ? 1 : 0;
    return { rows: this.rowsBegun - headers, bytes: this.bytesBefore + this.bytesInFile };
  }

  hasRoom(bytes: number): boolean {
    return !this.isPastLastFile(bytes) && this.blocks.hasRoom(this.needed(bytes), this.cuts(bytes));
  }

  async room(bytes: number): Promise<void> {
    if (this.isPastLastFile(bytes)) {
      const message = `This export would be more than ${MAX_FILES} files. Ask for larger ones: maxBytesPerFile.`;
      throw new InqueryError('ConfigInvalid', message);
    }
    return this.blocks.room(this.needed(bytes), this.cuts(bytes));
  }

  beginRow(bytes: number): void {
    const isFull = this.bytesInFile + bytes > this.options.maxBytesPerFile && this.rowsInFile > 0;
    if (isFull) this.nextFile();
    if (!this.isHeader) this.rowsInFile += 1;
    this.rowsBegun += 1;
  }

  write(chunk: Buffer, start: number, end: number): void {
    if (this.isInHeader) this.header = Buffer.concat([this.header, chunk.subarray(start, end)]);
    this.add(chunk, start, end);
  }

  /** Makes the files visible, if they hold as many rows as the database says it sent. */
  async complete(rowsSent: number): Promise<WrittenFiles> {
    const { rows } = this.progress;
    if (rows !== rowsSent) {
      throw new InqueryError('Internal', `Of ${rowsSent} rows that the database sent, ${rows} arrived.`);
    }
    this.endFile();
    await this.blocks.settled();
    await Promise.all(this.open.map(({ ended }) => ended));
    const files: FileFacts[] = [];
    for (const { file } of this.open) files.push(await file.complete());
    return { rows, files };
  }

  /** Leaves nothing behind: neither a file nor parts of one. */
  async abort(): Promise<void> {
    await this.blocks.settled().catch(() => undefined);
    await Promise.all(this.open.map(({ file }) => file.abort()));
  }

  private get isHeader(): boolean {
    return this.options.header && this.rowsBegun === 0;
  }

  private get isInHeader(): boolean {
    return this.options.header && this.rowsBegun === 1;
  }

  /** A chunk of the wire can end one file and begin the next, no more: files are much larger than chunks. */
  private cuts(bytes: number): number {
    return this.bytesInFile + bytes > this.options.maxBytesPerFile ? 1 : 0;
  }

  private isPastLastFile(bytes: number): boolean {
    return this.open.length === MAX_FILES && this.cuts(bytes) > 0;
  }

  private needed(bytes: number): number {
    return bytes + BYTE_ORDER_MARK.length + this.header.length;
  }

  private nextFile(): void {
    this.endFile();
    const next = this.newFile();
    this.blocks.switchTo(next.outlet.take);
    this.startFile();
    this.add(this.header, 0, this.header.length);
  }

  private endFile(): void {
    this.blocks.seal();
    const last = this.open.at(-1);
    if (!last || last.ended) return;
    last.ended = last.outlet.end();
    // Told by `complete`, or by the block that could not be taken.
    last.ended.catch(() => undefined);
    this.bytesBefore += this.bytesInFile;
    this.bytesInFile = 0;
    this.rowsInFile = 0;
  }

  private startFile(): void {
    if (this.options.bom) this.add(BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  private add(bytes: Buffer, start: number, end: number): void {
    this.blocks.append(bytes, start, end);
    this.bytesInFile += end - start;
  }

  private newFile(): OpenFile {
    const { store, folder, compression } = this.options;
    const name = this.fileName(this.open.length + 1);
    const file = new ExportFile(store, { key: `${folder}/${name}`, name, contentType: TYPES[compression] });
    const put = (block: Uint8Array) => file.put(block);
    const outlet =
      compression === 'none'
        ? { take: put, end: async () => undefined }
        : compressedOutlet(compression, PART, put);
    const opened = { file, outlet };
    this.open.push(opened);
    return opened;
  }

  private fileName(number: number): string {
    const { name, compression } = this.options;
    return `${name}${number === 1 ? '' : `-${number}`}.csv${EXTENSIONS[compression]}`;
  }
}

const TYPES = { none: 'text/csv; charset=utf-8', gzip: 'application/gzip', zstd: 'application/zstd' };
const EXTENSIONS = { none: '', gzip: '.gz', zstd: '.zst' };
