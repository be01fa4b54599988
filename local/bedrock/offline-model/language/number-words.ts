const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The number a word stands for ("three" → 3), or undefined. */
export function numberWord(word: string): number | undefined {
  const at = NUMBERS.indexOf(word);
  if (at >= 0) return at;
  return { once: 1, twice: 2, twenty: 20, fifty: 50, hundred: 100, thousand: 1000, million: 1_000_000 }[word];
}
