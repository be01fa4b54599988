/** An upload that has begun; nobody can read what it makes before it is completed. */
export interface Upload {
  readonly key: string;
  readonly uploadId: string;
}

/** Objects made of parts. */
export interface MultipartStore {
  begin(key: string, contentType: string): Promise<Upload>;
  /** Part numbers begin at 1; the bytes are the caller's again when the promise is settled. Returns what names it. */
  putPart(upload: Upload, partNumber: number, bytes: Uint8Array): Promise<string>;
  /** `tags` in the order of the parts. */
  complete(upload: Upload, tags: readonly string[]): Promise<void>;
  /** Does nothing when there is no such upload any more. */
  abort(upload: Upload): Promise<void>;
}

/** The folder of an export as a whole. */
export interface ExportFolder {
  put(key: string, body: string, contentType: string): Promise<void>;
  /** Aborts every upload and removes every file under the prefix, but those under `keep`. */
  clear(prefix: string, keep?: string): Promise<void>;
}
