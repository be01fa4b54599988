/** A file that somebody put under `metadata/<source>/`. */
export interface MetadataFile {
  /** Its name below that folder. */
  readonly name: string;
  readonly etag: string;
  readonly bytes: number;
}

export interface MetadataFiles {
  /** The files of a source, sorted by name. */
  list(source: string): Promise<MetadataFile[]>;
  /** Undefined when it has gone meanwhile. */
  read(source: string, name: string): Promise<Uint8Array | undefined>;
}
