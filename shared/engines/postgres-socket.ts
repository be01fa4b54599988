import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

type OnChunk = (chunk: Buffer) => void;

const READ_BYTES = 256 * 1024;

/** The sockets made here, with who reads their bytes at first hand, if anybody does. */
const firstHand = new WeakMap<Duplex, OnChunk | undefined>();

/**
 * A socket that reads into one buffer over and over. Node's own way, a new buffer a read, costs more than all else
 * that is done to exported rows. The driver gets copies, as it keeps what it has not yet understood.
 */
export function reusingSocket(): Socket {
  const socket: Socket = new Socket({
    onread: {
      buffer: Buffer.allocUnsafeSlow(READ_BYTES),
      callback: (bytes, buffer) => {
        // It is the buffer given above.
        const chunk = Buffer.from(buffer.buffer, buffer.byteOffset, bytes);
        const reader = firstHand.get(socket);
        if (reader) reader(chunk);
        else socket.emit('data', Buffer.from(chunk));
        return true;
      },
    },
  });
  firstHand.set(socket, undefined);
  return socket;
}

/** A connection's bytes, taken from the driver for a time. */
export interface Tapped {
  /** Hands bytes to the driver. */
  readonly driver: OnChunk;
  release(): void;
}

const copying =
  (driver: OnChunk): OnChunk =>
  (chunk) =>
    driver(Buffer.from(chunk));

/**
 * Sends what comes on a driver's stream to `onChunk` instead; each chunk is its reader's only until it returns.
 * Throws when others than the driver listen.
 */
export function tap(stream: Duplex, onChunk: OnChunk): Tapped {
  const [listener, second] = stream.listeners('data');
  if (!listener || second) throw new Error('The connection is read by more than its driver.');
  // The driver's listener for data takes a buffer; EventEmitter's type says only that it is a function.
  const driver = listener as OnChunk;
  if (firstHand.has(stream)) {
    firstHand.set(stream, onChunk);
    return { driver: copying(driver), release: () => firstHand.set(stream, undefined) };
  }
  stream.off('data', driver).on('data', onChunk);
  return { driver: copying(driver), release: () => stream.off('data', onChunk).on('data', driver) };
}
