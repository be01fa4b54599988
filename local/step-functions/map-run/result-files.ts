import { StateFailure, StatesError } from '../errors.ts';
import type { MapObjects } from '../integrations/ports.ts';

/** A file is written as soon as it has this size, so that no more is ever held. */
const FILE_BYTES = 4 * 1024 * 1024;

const KINDS = ['FAILED', 'PENDING', 'SUCCEEDED'] as const;
type Kind = (typeof KINDS)[number];

export interface ResultPlace {
  readonly objects: MapObjects;
  readonly Bucket: string;
  readonly Prefix: string;
  readonly isLines: boolean;
  readonly mapRunArn: string;
}

interface WrittenFile {
  readonly Key: string;
  readonly Size: number;
}

/** The files a ResultWriter leaves: executions that ended alike together, and a manifest that names them all. */
export class ResultFiles {
  readonly #place: ResultPlace;
  readonly #folder: string;
  readonly #open: Record<Kind, { texts: string[]; bytes: number }> = {
    FAILED: empty(),
    PENDING: empty(),
    SUCCEEDED: empty(),
  };
  readonly #written: Record<Kind, WrittenFile[]> = { FAILED: [], PENDING: [], SUCCEEDED: [] };

  constructor(place: ResultPlace) {
    this.#place = place;
    const id = place.mapRunArn.slice(place.mapRunArn.lastIndexOf(':') + 1);
    this.#folder = place.Prefix === '' ? id : `${place.Prefix.replace(/\/$/, '')}/${id}`;
  }

  /** Resolves at once or, when a file is full, once it is written. */
  async add(kind: Kind, result: object): Promise<void> {
    const text = JSON.stringify(result);
    const open = this.#open[kind];
    open.texts.push(text);
    open.bytes += Buffer.byteLength(text) + 1;
    if (open.bytes >= FILE_BYTES) await this.#writeFile(kind);
  }

  /** Writes what is left and the manifest; what the Map state answers with. */
  async finish(): Promise<object> {
    for (const kind of KINDS) if (this.#open[kind].texts.length > 0) await this.#writeFile(kind);
    const { Bucket, mapRunArn: MapRunArn } = this.#place;
    const Key = `${this.#folder}/manifest.json`;
    await this.#put(
      Key,
      JSON.stringify({ DestinationBucket: Bucket, MapRunArn, ResultFiles: this.#written }),
    );
    return { MapRunArn, ResultWriterDetails: { Bucket, Key } };
  }

  async #writeFile(kind: Kind): Promise<void> {
    const { texts } = this.#open[kind];
    this.#open[kind] = empty();
    const { isLines } = this.#place;
    const Key = `${this.#folder}/${kind}_${this.#written[kind].length}.${isLines ? 'jsonl' : 'json'}`;
    const body = isLines ? `${texts.join('\n')}\n` : `[${texts.join()}]`;
    this.#written[kind].push({ Key, Size: Buffer.byteLength(body) });
    await this.#put(Key, body);
  }

  async #put(Key: string, body: string): Promise<void> {
    const { objects, Bucket } = this.#place;
    try {
      await objects.put({ Bucket, Key }, body);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      throw new StateFailure(
        StatesError.resultWriterFailed,
        `s3://${Bucket}/${Key} could not be written: ${why}`,
      );
    }
  }
}

const empty = () => ({ texts: [], bytes: 0 });
