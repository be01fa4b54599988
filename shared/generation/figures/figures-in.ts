/** A number as a text writes it. */
export interface Figure {
  /** As it stands in the text. */
  readonly text: string;
  /** What it can mean: "1.234" is a thousand and more to some readers, little more than one to others. */
  readonly readings: readonly Reading[];
  readonly percent: boolean;
}

export interface Reading {
  readonly value: number;
  /** The smallest step it is written in: 0.1 for "12.3", 100,000 for "1.2 million". */
  readonly step: number;
}

const GROUPED = String.raw`\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?`;
const PLAIN = String.raw`\d+(?:[.,]\d+)?`;
const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  millones: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  milliard: 1e9,
  milliards: 1e9,
  milliarden: 1e9,
  mrd: 1e9,
};
const SUFFIX = String.raw`(?:\s?(?<unit>%|percent\b|prozent\b|per cent\b|${Object.keys(MAGNITUDES).join('\\b|')}\b))?`;
/** Digits that belong to a name ("Q3", "B2B") are no figures. */
const FIGURE = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?<digits>${GROUPED}|${PLAIN})${SUFFIX}`, 'giu');

/** "one" is left out: it is a pronoun more often than a count. */
const WORDS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const WORD = new RegExp(String.raw`\b(?:${WORDS.join('|')})\b`, 'gi');

/** The figures a text states, in digits or as an English word from two to twelve. */
export function figuresIn(text: string): Figure[] {
  return [...inDigits(text), ...inWords(text)];
}

function inDigits(text: string): Figure[] {
  return [...text.matchAll(FIGURE)].map((match) => {
    const { digits = '', unit = '' } = match.groups ?? {};
    const magnitude = MAGNITUDES[unit.toLowerCase()] ?? 1;
    const readings = readingsOf(digits).map(({ value, step }) => ({
      value: value * magnitude,
      step: step * magnitude,
    }));
    return { text: match[0].trim(), readings, percent: unit !== '' && magnitude === 1 };
  });
}

function inWords(text: string): Figure[] {
  return [...text.matchAll(WORD)].map(([word]) => ({
    text: word,
    readings: [{ value: WORDS.indexOf(word.toLowerCase()) + 2, step: 1 }],
    percent: false,
  }));
}

/** A last point or comma divides decimals; one that three digits follow may as well divide thousands. */
function readingsOf(digits: string): Reading[] {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const whole = { value: Number(digits.replace(/\D/g, '')), step: 1 };
  if (last === -1) return [whole];
  const decimals = digits.length - last - 1;
  const divided = {
    value: Number(`${digits.slice(0, last).replace(/\D/g, '')}.${digits.slice(last + 1)}`),
    step: 10 ** -decimals,
  };
  return decimals === 3 ? [whole, divided] : [divided];
}
