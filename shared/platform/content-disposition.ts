/**
 * Has a file saved under that name (RFC 6266). Where the name is not ASCII, it is given as RFC 5987 encodes it, after
 * a plain one for clients that don't know that.
 */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\]/g, '_');
  const saved = `attachment; filename="${plain}"`;
  return plain === name ? saved : `${saved}; filename*=UTF-8''${encoded(name)}`;
}

/** What encodeURIComponent leaves as it is, and RFC 5987 does not. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
