import { splitWords } from '../language/split-words.ts';

interface Language {
  /** Small words that are frequent in it and mean nothing in English. */
  readonly words: ReadonlySet<string>;
  readonly reply: string;
}

const LANGUAGES: readonly Language[] = [
  {
    words: wordSet(
      'der das den dem und oder wie viele viel welche welcher welches wer wann wo haben hat gibt es sind ist wurden wurde im mit für von nach aus pro alle jeder jede zeige nenne wir uns unser unsere ein eine einen nur letzten',
    ),
    reply:
      'Ich bin das Offline-Modell und lese nur Englisch. Bitte stellen Sie die Frage auf Englisch, oder verbinden Sie in inquery.config.json ein Sprachmodell.',
  },
  {
    words: wordSet(
      'le la les des du et ou combien quel quelle quels quelles sont est nous avons notre nos dans par pour avec tous toutes ont un une il y montre liste qui où clients commandes',
    ),
    reply:
      'Je suis le modèle hors ligne et je ne lis que l’anglais. Posez la question en anglais, ou reliez un modèle de langage dans inquery.config.json.',
  },
  {
    words: wordSet(
      'el los las del y cuántos cuántas cuantos cuantas cuánto qué cuál cuáles son es hay por para con todos todas tienen tenemos nuestro nuestros una un muestra lista quién dónde clientes pedidos',
    ),
    reply:
      'Soy el modelo sin conexión y solo leo inglés. Haga la pregunta en inglés, o conecte un modelo de lenguaje en inquery.config.json.',
  },
];

const OTHER =
  'I am the offline model and read English only. Ask in English, or connect a language model in inquery.config.json.';
/** Writings that no English question is in; a name or two may be. */
const FOREIGN =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

const LEAST_WORDS = 2;
const LEAST_SHARE = 0.4;

/**
 * What to say to a question that clearly is in German, French or Spanish, in that language, and in English to one in
 * other letters; else undefined.
 */
export function englishOnly(question: string): string | undefined {
  const letters = question.match(/\p{L}/gu)?.length ?? 0;
  if ((question.match(FOREIGN)?.length ?? 0) > letters / 2) return OTHER;
  const asked = splitWords(question);
  const counted = LANGUAGES.map(({ words, reply }) => ({
    count: asked.filter((word) => words.has(word)).length,
    reply,
  }));
  const best = counted.reduce((one, other) => (other.count > one.count ? other : one));
  return best.count >= LEAST_WORDS && best.count >= asked.length * LEAST_SHARE ? best.reply : undefined;
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
