import { type Knowledge, type KnowledgeFile, NO_KNOWLEDGE } from './knowledge.ts';
import type { GlossaryEdits, RelationshipEdits } from './knowledge-edits.ts';
import { MetadataRefused } from './metadata/metadata-refused.ts';
import { readMetadataFile } from './metadata/read-metadata-file.ts';
import type { MetadataFile, MetadataFiles } from './metadata-files.ts';

const MOST_BYTES = 10_000_000;

export interface KnowledgePlaces {
  readonly files: MetadataFiles;
  readonly glossary: GlossaryEdits;
  readonly relationships: RelationshipEdits;
}

/**
 * All that people have written about a source. Good files that did not change since `before` are not read again; of one
 * that can't be used, what its last good version said stays.
 */
export async function collectKnowledge(
  source: string,
  { files, glossary, relationships }: KnowledgePlaces,
  before: Knowledge = NO_KNOWLEDGE,
): Promise<Knowledge> {
  const known = new Map(before.files.map((file) => [file.name, file]));
  const read: KnowledgeFile[] = [];
  for (const file of await files.list(source)) {
    const last = known.get(file.name);
    if (last?.etag === file.etag && last.refused === undefined) read.push(last);
    else read.push(...(await readFile(source, files, file, last)));
  }
  return {
    files: read,
    glossary: await glossary.list(source),
    relationships: await relationships.list(source),
  };
}

async function readFile(
  source: string,
  files: MetadataFiles,
  file: MetadataFile,
  last: KnowledgeFile | undefined,
): Promise<KnowledgeFile[]> {
  const { name, etag } = file;
  try {
    if (file.bytes > MOST_BYTES) throw new MetadataRefused('It is larger than 10 MB.');
    const bytes = await files.read(source, name);
    if (!bytes) return [];
    const { entries, relationships, notes } = await readMetadataFile(name, bytes);
    return [{ name, etag, entries: [...entries], relationships: [...relationships], notes: [...notes] }];
  } catch (error) {
    if (!(error instanceof MetadataRefused)) throw error;
    const { entries = [], relationships = [] } = last ?? {};
    return [{ name, etag, entries, relationships, notes: [], refused: error.message }];
  }
}
