/** A metadata file that can't be used; the message is for whoever wrote it and names sheet and row. */
export class MetadataRefused extends Error {
  override readonly name = 'MetadataRefused';
}
