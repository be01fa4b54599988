import * as z from 'zod';
import { CatalogTable, Relationship } from '../contracts/catalog.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { Introspected } from './build-catalog.ts';
import { catalogFolder } from './catalog-store.ts';
import { Knowledge } from './knowledge.ts';

const StoredIntrospection = z.strictObject({
  tables: z.array(CatalogTable),
  foreignKeys: z.array(Relationship),
});

/** What a catalogue is made of, kept so that each part can be read anew without the other. */
export interface KnowledgeStore {
  knowledge(source: string): Promise<Knowledge | undefined>;
  saveKnowledge(source: string, knowledge: Knowledge): Promise<void>;
  introspected(source: string): Promise<Introspected | undefined>;
  /** Whether the database was ever read. */
  isIntrospected(source: string): Promise<boolean>;
  saveIntrospected(source: string, introspected: Introspected): Promise<void>;
}

export function createKnowledgeStore(objects: ObjectStore): KnowledgeStore {
  const keyOf = (source: string, part: string) => `${catalogFolder(source)}/parts/${part}.json`;
  const put = (key: string, content: unknown) =>
    objects.put(key, JSON.stringify(content), 'application/json');
  const read = async <T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const text = await objects.getText(key);
    return text === undefined ? undefined : schema.parse(JSON.parse(text));
  };
  return {
    knowledge: (source) => read(keyOf(source, 'knowledge'), Knowledge),
    saveKnowledge: (source, knowledge) => put(keyOf(source, 'knowledge'), knowledge),
    introspected: (source) => read(keyOf(source, 'introspected'), StoredIntrospection),
    isIntrospected: async (source) =>
      (await objects.getRange(keyOf(source, 'introspected'), 0, 1)) !== undefined,
    saveIntrospected: (source, introspected) => put(keyOf(source, 'introspected'), introspected),
  };
}
