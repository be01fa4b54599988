/** Names of blocks, and of what some models take for a change of speaker. */
const NAMES =
  'source|tables|schema|metrics|values|examples|conversation|attempts|date|question|sql|rows|system|assistant|user|human|tool';
/** An end is one wherever it breaks off; a beginning has its other bracket, so that `order_date < DATE '…'` is none. */
const FENCE = new RegExp(
  `<\\s*(?:/\\s*(?:${NAMES})(?![a-z0-9_])|(?:${NAMES})(?:\\s*/?\\s*>|\\s+[a-z-]+\\s*=\\s*["']))`,
  'g',
);

/** What a reader may take for a bracket or a slash, beside what Unicode itself folds to one. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...each('<', '‹«〈⟨《⟪❮❰˂ᐸ⧼≺'),
  ...each('>', '›»〉⟩》⟫❯❱˃ᐳ≻'),
  ...each('/', '⁄∕⧸╱⟋'),
  // Letters of other scripts that look like those in the names.
  ...each('a', 'аα'),
  ...each('c', 'сϲ'),
  ...each('d', 'ԁ'),
  ...each('e', 'еҽ'),
  ...each('h', 'һ'),
  ...each('i', 'іι'),
  ...each('l', 'ӏ'),
  ...each('m', 'м'),
  ...each('n', 'ո'),
  ...each('o', 'оο'),
  ...each('p', 'рρ'),
  ...each('q', 'ԛ'),
  ...each('s', 'ѕ'),
  ...each('t', 'т'),
  ...each('u', 'υս'),
  ...each('v', 'ѵν'),
  ...each('w', 'ԝ'),
  ...each('x', 'хχ'),
  ...each('y', 'у'),
};

/** Takes the bracket from everything in a text that a model might read as the beginning or the end of a block. */
export function defuse(text: string): string {
  const { folded, positions } = fold(text);
  const brackets = [...folded.matchAll(FENCE)].map(({ index }) => positions[index] ?? 0);
  let rest = 0;
  let harmless = '';
  for (const at of brackets) {
    harmless += `${text.slice(rest, at)}[`;
    rest = at + 1;
  }
  return harmless + text.slice(rest);
}

/** The text as it looks: one case, one script, nothing invisible; with the place that each character came from. */
function fold(text: string): { folded: string; positions: number[] } {
  let folded = '';
  const positions: number[] = [];
  let position = 0;
  for (const character of text) {
    const looks = appearance(character);
    folded += looks;
    for (let unit = 0; unit < looks.length; unit++) positions.push(position);
    position += character.length;
  }
  return { folded, positions };
}

function appearance(character: string): string {
  if (character < '\u0080') return character.toLowerCase();
  const plain = character
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{Cf}\p{M}\p{Cc}\u115f\u1160\u3164\uffa0]/gu, '');
  return [...plain].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
}

function each(plain: string, others: string): Record<string, string> {
  return Object.fromEntries([...others].map((other) => [other, plain]));
}
