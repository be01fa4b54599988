import { createHash } from 'node:crypto';
import type { Catalog } from '../../contracts/catalog.ts';
import { ActiveQuery, type VerifiedQuery } from '../../contracts/verified-query.ts';
import { embedAll } from '../../model/embed-all.ts';
import type { EmbeddingModel } from '../../model/language-model.ts';
import { embeddedText, visibleIn } from './match-question.ts';
import { encodeIndex, type VerifiedIndex } from './verified-index.ts';
import type { VerifiedIndexStore } from './verified-index-store.ts';
import type { VerifiedQueryStore } from './verified-query-store.ts';

const MOST_ROUNDS = 5;

interface Rebuild {
  readonly store: VerifiedQueryStore;
  readonly indexes: VerifiedIndexStore;
  readonly embedding: EmbeddingModel;
  /** Undefined when the source has none: then nothing is marked. */
  readonly catalog: Catalog | undefined;
}

/**
 * Marks what a change of schema affects, merges what says the same, and writes the index of what is left. Whoever
 * finds that something changed meanwhile does it again, so that the last index written has all changes.
 */
export async function rebuildIndex(
  source: string,
  { store, indexes, embedding, catalog }: Rebuild,
): Promise<number> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { changes, entries: before } = await store.head(source);
    const all = await store.all(source);
    const active = await merged(store, await unaffected(store, all, catalog));
    if (active.length === 0 && before === 0) return 0;
    const index = await embedded(active, embedding, await indexes.read(source));
    await indexes.write(source, index);
    const revision = createHash('sha256').update(encodeIndex(index)).digest('hex').slice(0, 16);
    if (await store.indexed(source, { changes, revision, entries: active.length })) return active.length;
  }
  throw new Error(`The verified queries of ${source} changed too often to be indexed.`);
}

/** The pairs in use whose tables and columns are all there; the others are marked, and those that are back too. */
async function unaffected(
  store: VerifiedQueryStore,
  all: readonly VerifiedQuery[],
  catalog: Catalog | undefined,
) {
  const isThere = catalog ? visibleIn(catalog) : () => true;
  const used: ActiveQuery[] = [];
  for (const query of all) {
    if (query.state !== 'active' && query.state !== 'affected') continue;
    const verified = ActiveQuery.parse(query);
    const state = isThere(verified) ? 'active' : 'affected';
    const reason = state === 'affected' ? 'Tables or columns that it reads are gone.' : '';
    const isCurrent = state === query.state || (await store.mark(query, state, reason));
    if (isCurrent && state === 'active') used.push({ ...verified, state });
  }
  return used;
}

/** One of each skeleton and SQL: the newest. */
async function merged(store: VerifiedQueryStore, active: readonly ActiveQuery[]): Promise<ActiveQuery[]> {
  const newest = new Map<string, ActiveQuery>();
  for (const query of active.toSorted((a, b) => (a.approvedAt < b.approvedAt ? 1 : -1))) {
    const key = normalForm(query);
    const kept = newest.get(key);
    if (kept) await store.merge(query, kept);
    else newest.set(key, query);
  }
  return [...newest.values()];
}

/** Skeleton and SQL with slots in place of what fills them; spacing and case of the SQL aside, but not in quotes. */
function normalForm({ sql, template }: ActiveQuery): string {
  let text = sql;
  for (const { start, end, slots, form } of template.holes.toSorted((a, b) => b.start - a.start)) {
    text = `${text.slice(0, start)}{${slots}:${form}}${text.slice(end)}`;
  }
  const parts = text
    .split(/('(?:[^']|'')*'|"(?:[^"]|"")*")/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\s+/g, ' ').toLowerCase()));
  return JSON.stringify([template.skeleton, parts.join('').trim()]);
}

/** Vectors that the last index had for the same questions are taken over. */
async function embedded(
  entries: readonly ActiveQuery[],
  embedding: EmbeddingModel,
  last: VerifiedIndex | undefined,
): Promise<VerifiedIndex> {
  const known = new Map<string, Float32Array>();
  const keep = (texts: readonly string[], vectors: readonly Float32Array[]) =>
    texts.forEach((text, at) => {
      const vector = vectors[at];
      if (vector) known.set(text, vector);
    });
  if (last?.model === embedding.id) keep(last.entries.map(embeddedText), last.vectors);
  const texts = entries.map(embeddedText);
  const missing = [...new Set(texts)].filter((text) => !known.has(text));
  if (missing.length > 0) keep(missing, await embedAll(embedding, missing));
  return {
    entries,
    model: embedding.id,
    vectors: texts.map((text) => known.get(text) ?? new Float32Array()),
  };
}
