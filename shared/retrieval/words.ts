const STOP_WORDS = new Set(
  'a an the of in on at to for from by with and or is are was were be been do does did has have had how what which who whom whose when where why many much all each every any some there their its it this that these those than then as per we our us you your i me my show list give find get tell number'.split(
    ' ',
  ),
);

/** Words of a name or sentence: `cust_mst`, `CamelCase` and `order2023` fall apart, `q3` does not. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L}{2})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L}{2})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map(stem);
}

/**
 * One form for the singular and the common plurals of an English word; it need not be a word itself. Whether
 * `-ses` is a plural of `-s` or `-se` can't be seen, so both lose all of it (`status`, `purchas`).
 */
export function stem(word: string): string {
  const singular = word.length > 3 && /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
  if (singular.length > 3 && singular.endsWith('ie')) return `${singular.slice(0, -2)}y`;
  if (singular.length > 3 && /(s|x|z|ch|sh)e$/.test(singular)) return singular.slice(0, -1);
  return singular;
}
