const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The number a word stands for ("three" → 3), or undefined. */
export function numberWord(word: string): number | undefined {
  const at = NUMBERS.indexOf(word);
  if (at >= 0) return at;
  return { once: 1, twice: 2, fifteen: 15, twenty: 20, thirty: 30, fifty: 50, ...SCALES }[word];
}

const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
  billion: 1_000_000_000,
};

/** What a figure before the word is multiplied by: "1.5 million". */
export function numberScale(word: string): number | undefined {
  return SCALES[word];
}
