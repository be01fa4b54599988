import { contentWords } from '../offline-model/language/content-words.ts';

const WORD_WEIGHT = 3;
const PAIR_WEIGHT = 1.5;

/**
 * A deterministic embedding: hashed words, word pairs and character 3- to 5-grams, L2-normalised.
 * Texts that share words or parts of words lie close together; it knows no synonyms.
 */
export function embed(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  const words = contentWords(text);
  words.forEach((word, index) => {
    add(vector, `w:${word}`, WORD_WEIGHT);
    if (index > 0) add(vector, `p:${words[index - 1]} ${word}`, PAIR_WEIGHT);
    const grams = characterGrams(word);
    for (const gram of grams) add(vector, `g:${gram}`, 1 / Math.sqrt(grams.length));
  });
  return normalised(vector);
}

function characterGrams(word: string): string[] {
  const padded = `<${word}>`;
  return [3, 4, 5].flatMap((size) =>
    Array.from({ length: Math.max(0, padded.length - size + 1) }, (_, at) => padded.slice(at, at + size)),
  );
}

/** The sign comes from a bit of the hash, so that collisions cancel out instead of adding up. */
function add(vector: number[], feature: string, weight: number): void {
  const hash = fnv1a(feature);
  const index = (hash >>> 1) % vector.length;
  vector[index] = (vector[index] ?? 0) + (hash & 1 ? weight : -weight);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

function normalised(vector: number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
