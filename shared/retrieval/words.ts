const STOP_WORDS = new Set(
  'a an the of in on at to for from by with and or is are was were be been do does did has have had how what which who whom whose when where why many much all each every any some there their its it this that these those than then as per we our us you your i me my show list give find get tell number'.split(
    ' ',
  ),
);

/** Words of a name or sentence: `cust_mst`, `CamelCase` and `order2023` fall apart, plurals lose their ending. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map(stem);
}

/** Singular for the common English plurals; everything else stays as it is. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(ses|xes|zes|ches|shes)$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}
