import type pg from 'pg';
import { InqueryError } from '../platform/inquery-error.ts';
import type { CopySink } from './copy-sink.ts';
import { type CopyFrames, readCopyFrames } from './postgres-copy-frames.ts';
import { type Tapped, tap } from './postgres-socket.ts';

/**
 * Sends a COPY … TO STDOUT as Parse, Bind and Execute, where the server itself refuses a second statement, and hands
 * the rows to the sink straight from the socket; while the sink has no room the socket is paused, and with it the
 * server. Resolves with the server's own count of rows, once it says that the command is complete; whatever else ends
 * it is an error.
 */
export function copyOut(client: pg.PoolClient, text: string, sink: CopySink): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyOut(text, sink, resolve, reject));
  });
}

/** What the driver's types leave out of a query of one's own: it tells it what the server answers. */
class CopyOut {
  private readonly frames: CopyFrames;
  private readonly text: string;
  private readonly sink: CopySink;
  private readonly resolve: (rows: number) => void;
  private readonly reject: (error: unknown) => void;
  private stream: pg.Connection['stream'] | undefined;
  private tapped: Tapped | undefined;
  private held: Buffer[] = [];
  private waiting = false;
  private rows: number | undefined;

  constructor(
    text: string,
    sink: CopySink,
    resolve: (rows: number) => void,
    reject: (error: unknown) => void,
  ) {
    this.text = text;
    this.sink = sink;
    this.resolve = resolve;
    this.reject = reject;
    this.frames = readCopyFrames(sink);
  }

  submit(connection: pg.Connection): void {
    this.stream = connection.stream;
    this.tapped = tap(connection.stream, (chunk) => this.onChunk(chunk));
    connection.parse({ text: this.text, name: '', types: [] }, true);
    connection.bind({}, true);
    connection.execute({ portal: '', rows: '' }, true);
    connection.sync();
  }

  handleCommandComplete(message: { readonly text: string }): void {
    const count = /^COPY (\d+)$/.exec(message.text)?.[1];
    if (count !== undefined) this.rows = Number(count);
  }

  handleReadyForQuery(): void {
    this.handBack();
    if (this.rows === undefined)
      this.reject(new InqueryError('Internal', 'The database ended without rows.'));
    else this.resolve(this.rows);
  }

  /** An ErrorResponse of the server, or the loss of the connection. */
  handleError(error: unknown): void {
    this.handBack();
    this.reject(error);
  }

  /** What came after the rows, and what comes from now on, is the driver's. */
  private handBack(): void {
    const { tapped, stream } = this;
    if (!tapped) return;
    this.tapped = undefined;
    tapped.release();
    tapped.driver(this.frames.unread());
    for (const chunk of this.held.splice(0)) tapped.driver(chunk);
    if (this.waiting) stream?.resume();
  }

  private onChunk(chunk: Buffer): void {
    if (!this.waiting && this.sink.hasRoom(chunk.length)) this.read(chunk);
    else this.hold(chunk);
  }

  /** Rows go to the sink, the rest of what the server says to the driver. */
  private read(chunk: Buffer): void {
    if (this.tapped) this.frames.read(chunk, this.tapped.driver);
  }

  private hold(chunk: Buffer): void {
    this.held.push(Buffer.from(chunk));
    if (this.waiting) return;
    this.waiting = true;
    this.stream?.pause();
    this.sink.room(chunk.length).then(
      () => this.goOn(),
      (error: unknown) => this.reject(error),
    );
  }

  private goOn(): void {
    this.waiting = false;
    const held = this.held.splice(0);
    for (const chunk of held) this.onChunk(chunk);
    if (!this.waiting) this.stream?.resume();
  }
}
