export interface SignedLink {
  readonly url: string;
  readonly expiresAt: string;
}

/** Links to objects, good for whoever has them until they expire. */
export interface SignedLinks {
  /** Where a file can be put; no content type is signed, since no two clients send the same. */
  upload(key: string): Promise<SignedLink>;
  /** What is downloaded is saved under that name. */
  download(key: string, name: string): Promise<SignedLink>;
}
