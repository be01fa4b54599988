/** A file name holds 255 bytes: there must be room for the day, a number and extensions, in any script. */
const MAX_CHARACTERS = 50;

/**
 * What the files of an export are called: the words that were asked, and the day. Accents are left out, so that most
 * names are plain ASCII; only letters and digits, of any script, get in.
 */
export function exportName(words: string, day: string): string {
  const plain = words.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC');
  const parts = plain
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? ['export'];
  return `${shortened(parts.join('-'))}-${day}`;
}

/** Cut between words, if there are several. */
function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_CHARACTERS) return name;
  const end = characters.slice(0, MAX_CHARACTERS + 1).lastIndexOf('-');
  return characters.slice(0, end > 0 ? end : MAX_CHARACTERS).join('');
}
