/** A word, number or sign of a question. `word` is what is compared. */
export interface Token {
  readonly word: string;
  /** As it was written, for values of the database. */
  readonly text: string;
  /** What a number means, where it is one beyond doubt. */
  readonly number?: number;
  /** A day, as YYYY-MM-DD. */
  readonly date?: string;
}

const TOKEN =
  /\d{4}-\d{2}-\d{2}(?![\p{L}\p{N}-])|(?<![\p{L}\p{N}])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\p{L}\p{N}])|\d+(?:\.\d+)?(?![\p{L}\p{N}])|[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:[-'&.][\p{L}\p{N}][\p{L}\p{M}\p{N}_]*)*|!=|<=|>=|[^\s\p{L}\p{N}]/gu;

/** Signs that carry no meaning where they stand: quotes, and what ends a sentence. */
const SILENT = /^(?:["“”„«»‘’'`?.!;:]|¿|¡)$/u;

const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** 1.000 is one in English and a thousand elsewhere. */
const AMBIGUOUS = /^\d{1,3}\.\d{3}$/;

const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bcan(?:no|['’])t\b/giu, 'can not'],
  [/\bwon['’]t\b/giu, 'will not'],
  [/n['’]t\b/giu, ' not'],
  [/\bw\/o\b/giu, 'without'],
  // A possessive says no more than the name before it.
  [/(\p{L})['’]s\b/giu, '$1'],
];

/** All words, numbers and signs of a question in order; only quotes and marks that end a sentence are left out. */
export function tokensOf(question: string): Token[] {
  const plain = SHORT_FORMS.reduce(
    (text, [form, long]) => text.replace(form, long),
    question.normalize('NFKC').replace(/\p{Cf}/gu, ''),
  );
  return [...plain.matchAll(TOKEN)].map(([text]) => toToken(text)).filter(({ text }) => !SILENT.test(text));
}

function toToken(text: string): Token {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return isDay(text) ? { word: text, text, date: text } : { word: text, text };
  if (/^\d[\d,]*(?:\.\d+)?$/.test(text) && !AMBIGUOUS.test(text)) {
    const number = Number(text.replaceAll(',', ''));
    return { word: String(number), text, number };
  }
  const word = text.toLowerCase();
  const number = NUMBER_WORDS.indexOf(word);
  return number < 0 ? { word, text } : { word: String(number), text, number };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
