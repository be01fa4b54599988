import * as z from 'zod';
import { Catalog } from '../contracts/catalog.ts';
import { RelationshipCandidate } from '../contracts/knowledge.ts';
import type { ObjectStore } from '../platform/object-store.ts';

/** An edit shows in the next question but few; what is read this often is one small object. */
const TIME_TO_LIVE_MS = 5_000;

export interface CatalogStore {
  /** The catalogue in use, read at most every five seconds; undefined when none was built yet. */
  load(source: string): Promise<Catalog | undefined>;
  /** Puts a catalogue in use; one that is not written whole never is. Earlier versions stay where they are. */
  save(catalog: Catalog): Promise<void>;
  /** Likely relationships that nobody has confirmed, the likeliest first. */
  candidates(source: string): Promise<RelationshipCandidate[]>;
  saveCandidates(source: string, candidates: readonly RelationshipCandidate[]): Promise<void>;
}

export const catalogFolder = (source: string) => `catalog/${source}`;
/** Says which version is in use; each version is an object that never changes. */
export const catalogPointerKey = (source: string) => `${catalogFolder(source)}/current.json`;
export const catalogKey = (source: string, version: string) => `${catalogFolder(source)}/${version}.json`;
const candidatesKey = (source: string) => `${catalogFolder(source)}/candidates.json`;

const Pointer = z.strictObject({ version: z.string() });

/** `timeToLiveMs` 0 reads anew each time which version is in use. */
export function createCatalogStore(
  objects: ObjectStore,
  now: () => number = Date.now,
  timeToLiveMs = TIME_TO_LIVE_MS,
): CatalogStore {
  const kept = new Map<string, { catalog: Catalog; until: number }>();
  const keep = (catalog: Catalog) => kept.set(catalog.source, { catalog, until: now() + timeToLiveMs });
  const put = (key: string, content: unknown) =>
    objects.put(key, JSON.stringify(content), 'application/json');
  const read = async (key: string): Promise<unknown> => {
    const text = await objects.getText(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    load: async (source) => {
      const cached = kept.get(source);
      if (cached && now() < cached.until) return cached.catalog;
      const pointer = await read(catalogPointerKey(source));
      if (pointer === undefined) return undefined;
      const { version } = Pointer.parse(pointer);
      // The same object for the same version: indexes are kept by it.
      const catalog =
        cached?.catalog.version === version
          ? cached.catalog
          : Catalog.parse(await read(catalogKey(source, version)));
      keep(catalog);
      return catalog;
    },
    save: async (catalog) => {
      await put(catalogKey(catalog.source, catalog.version), catalog);
      await put(catalogPointerKey(catalog.source), { version: catalog.version });
      keep(catalog);
    },
    candidates: async (source) =>
      z.array(RelationshipCandidate).parse((await read(candidatesKey(source))) ?? []),
    saveCandidates: (source, candidates) => put(candidatesKey(source), candidates),
  };
}
