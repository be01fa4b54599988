import type { ValueIndex } from './value-index.ts';
import { readValueIndexFile, type ValueIndexOwner } from './value-index-file.ts';
import { createLookup } from './value-index-lookup.ts';
import { nearestValues } from './value-index-nearest.ts';
import { openTerms } from './value-index-terms.ts';

/** An index out of its file, which stays as it is. Throws when it is no index, or not of this login and policy. */
export function openValueIndex(bytes: Uint8Array, owner: ValueIndexOwner): ValueIndex {
  const { header, parts } = readValueIndexFile(bytes);
  const isOwn = (['source', 'login', 'policy'] as const).every((name) => header[name] === owner[name]);
  if (!isOwn) throw new Error('This value index was made for another login.');
  const terms = openTerms(header, parts);
  return {
    lookup: createLookup(terms),
    nearest: (table, column, literal) => nearestValues(terms, table, column, literal),
  };
}
