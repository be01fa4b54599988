import type { MultipartStore, Upload } from '../../shared/exports/multipart-store.ts';

/** Uploads in memory; `objects` has those that were completed, and nothing of the others. */
export function createMemoryMultipartStore() {
  const objects = new Map<string, Buffer>();
  const parts = new Map<string, Buffer[]>();
  let ids = 0;
  const partsOf = ({ uploadId }: Upload) => parts.get(uploadId) ?? [];
  const store: MultipartStore = {
    begin: async (key) => {
      ids += 1;
      const uploadId = String(ids);
      parts.set(uploadId, []);
      return { key, uploadId };
    },
    putPart: async (upload, part, bytes) => {
      // The bytes are the sender's again later.
      partsOf(upload)[part - 1] = Buffer.from(bytes);
      return String(part);
    },
    complete: async (upload) => {
      objects.set(upload.key, Buffer.concat(partsOf(upload)));
      parts.delete(upload.uploadId);
    },
    abort: async ({ uploadId }) => void parts.delete(uploadId),
  };
  return { ...store, objects, underWay: () => parts.size };
}
