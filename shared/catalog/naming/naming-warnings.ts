import type { Catalog } from '../../contracts/catalog.ts';

/** What an answer has to say when the names of its source mean little and nothing explains them. */
export function namingWarnings({ naming }: Pick<Catalog, 'naming'>): string[] {
  if (!naming?.glossaryMissing) return [];
  const described = Math.round(naming.described * 100);
  return [
    `The glossary is missing: the names in this source are abbreviations, and only ${described}% of its tables and columns are explained, so they may have been misread.`,
  ];
}
