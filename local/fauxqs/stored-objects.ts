import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { BuildAppOptions } from 'fauxqs';

/** What fauxqs knows of an object; its body is read when somebody asks for it. */
export type StoredObject = ReturnType<NonNullable<BuildAppOptions['stores']>['s3Store']['headObject']>;

type Row = Readonly<Record<string, SQLOutputValue>>;

const TEXTS = {
  contentType: 'content_type',
  etag: 'etag',
  contentLanguage: 'content_language',
  contentDisposition: 'content_disposition',
  cacheControl: 'cache_control',
  contentEncoding: 'content_encoding',
  checksumAlgorithm: 'checksum_algorithm',
  checksumValue: 'checksum_value',
  checksumType: 'checksum_type',
} as const;
const JSONS = { metadata: 'metadata', parts: 'parts', partChecksums: 'part_checksums' } as const;
const COLUMNS = ['key', 'content_length', 'last_modified', ...Object.values(TEXTS), ...Object.values(JSONS)];

/**
 * The objects of one bucket, as the map that fauxqs would have in memory, read from the file where fauxqs writes
 * each change of an object before it tells its map: so that memory does not grow with what is stored.
 */
export class StoredObjects implements Pick<Map<string, StoredObject>, 'get' | 'has' | 'delete' | 'clear'> {
  readonly #bucket: string;
  readonly #get: StatementSync;
  readonly #from: StatementSync;
  readonly #count: StatementSync;

  constructor(file: DatabaseSync, bucket: string) {
    this.#bucket = bucket;
    const select = `SELECT ${COLUMNS.join(', ')} FROM s3_objects WHERE bucket = ?`;
    this.#get = file.prepare(`${select} AND key = ?`);
    this.#from = file.prepare(`${select} AND key >= ? AND key > ? ORDER BY key LIMIT ?`);
    this.#count = file.prepare('SELECT count(*) AS count FROM s3_objects WHERE bucket = ?');
  }

  get size(): number {
    return Number(this.#count.get(this.#bucket)?.count ?? 0);
  }

  get(key: string): StoredObject | undefined {
    const row = this.#get.get(this.#bucket, key);
    return row && toObject(row);
  }

  has(key: string): boolean {
    return this.#get.get(this.#bucket, key) !== undefined;
  }

  /** Up to so many objects whose keys begin with the prefix and come behind `after`, by the bytes of their keys. */
  list(prefix: string, after: string, most: number): StoredObject[] {
    const objects = this.#from.all(this.#bucket, prefix, after, most).map(toObject);
    return objects.filter(({ key }) => key.startsWith(prefix));
  }

  set(): this {
    return this;
  }

  delete(): boolean {
    return true;
  }

  clear(): void {}
}

/** Buckets by name, each with the objects that are stored in the file. */
export class StoredBuckets extends Map<string, StoredObjects> {
  readonly #file: DatabaseSync;

  constructor(file: DatabaseSync) {
    super();
    this.#file = file;
  }

  override set(name: string): this {
    return super.set(name, new StoredObjects(this.#file, name));
  }
}

function toObject(row: Row): StoredObject {
  const fields = Object.entries(TEXTS).map(([name, column]) => [name, row[column] ?? undefined]);
  const parsed = Object.entries(JSONS).map(([name, column]) => [name, parse(row[column])]);
  const known = [...fields, ...parsed].filter(([, value]) => value !== undefined);
  const object = {
    ...Object.fromEntries(known),
    key: String(row.key),
    body: Buffer.alloc(0),
    contentLength: Number(row.content_length),
    lastModified: new Date(String(row.last_modified)),
  };
  // The columns are fauxqs' own, written from such an object.
  return object as StoredObject;
}

const parse = (text: SQLOutputValue | undefined): unknown =>
  typeof text === 'string' ? JSON.parse(text) : undefined;
