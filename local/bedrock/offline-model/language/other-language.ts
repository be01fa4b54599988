/** Small words that are frequent in a language and no words of English. */
const SMALL_WORDS: Readonly<Record<string, readonly string[]>> = {
  German:
    'der die das und wie viele welche welcher welches haben sind ist wurde wurden im mit für von nach alle jeder zeige wir uns ein eine einen kunden bestellungen'.split(
      ' ',
    ),
  French:
    'le la les des du et combien quel quelle quels quelles sont est nous avons dans par pour avec tous toutes ont une liste montre clients commandes'.split(
      ' ',
    ),
  Spanish:
    'el los las del y cuántos cuántas cuantos cuantas qué que cuál cuáles son es hay por para con todos todas tienen una muestra lista clientes pedidos'.split(
      ' ',
    ),
};
const LEAST = 3;
const LEAST_SHARE = 0.4;

/** The language a question is written in, when it clearly is not English and one of those known here. */
export function otherLanguage(words: readonly string[]): string | undefined {
  return Object.entries(SMALL_WORDS).find(([, small]) => {
    const found = words.filter((word) => small.includes(word)).length;
    return found >= LEAST && found >= words.length * LEAST_SHARE;
  })?.[0];
}
