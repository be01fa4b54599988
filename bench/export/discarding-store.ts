import type { MultipartStore } from '../../shared/exports/multipart-store.ts';

/** Takes parts and throws them away. */
export const discardingStore: MultipartStore = {
  begin: async (key) => ({ key, uploadId: 'none' }),
  putPart: async (_, part) => String(part),
  complete: async () => undefined,
  abort: async () => undefined,
};
