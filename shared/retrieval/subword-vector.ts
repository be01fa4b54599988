import { searchWords } from './search-words.ts';

const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;

/**
 * An embedding without a model, of length 1: words and their character 3- to 5-grams, hashed. Texts that share words
 * or parts of words lie close together; it knows no meaning. The same text always gives the same vector.
 */
export function subwordVector(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of searchWords(text)) {
    add(vector, `word ${word}`, 1);
    const grams = gramsOf(word);
    for (const gram of grams) add(vector, gram, 1 / Math.sqrt(grams.length));
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function gramsOf(word: string): string[] {
  const padded = `<${word}>`;
  const grams: string[] = [];
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size++) {
    for (let at = 0; at + size <= padded.length; at++) grams.push(padded.slice(at, at + size));
  }
  return grams;
}

/** The sign comes from a bit of the hash, so that collisions cancel out instead of adding up. */
function add(vector: Float32Array, feature: string, weight: number): void {
  const hash = hashOf(feature);
  const index = (hash >>> 1) % vector.length;
  vector[index] = (vector[index] ?? 0) + (hash & 1 ? weight : -weight);
}

/** FNV-1a with a last mix, since its low bits alone are poor. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
