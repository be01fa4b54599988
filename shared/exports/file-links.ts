/** A link to a file that is good until `expiresAt`, for whoever has it; the file is saved under that name. */
export type LinkToFile = (
  key: string,
  name: string,
) => Promise<{ readonly url: string; readonly expiresAt: string }>;
