export const sourcePath = (name: string) => `/v1/sources/${name}`;
export const tablePath = (source: string, table: string) =>
  `${sourcePath(source)}/tables/${encodeURIComponent(table)}`;

/** Where to go on from a source. */
export function sourceLinks(name: string): Record<string, string> {
  const self = sourcePath(name);
  return {
    self,
    databases: `${self}/databases`,
    tables: `${self}/tables`,
    search: `${self}/search`,
    glossary: `${self}/glossary`,
    relationships: `${self}/relationships`,
    refresh: `${self}/refresh`,
  };
}
