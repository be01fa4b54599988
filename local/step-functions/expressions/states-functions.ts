import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import type { Clock } from '../clock.ts';

interface StatesFunction {
  /** jsonata checks the arguments against the signature before it calls. */
  readonly implementation: Parameters<jsonata.Expression['registerFunction']>[1];
  readonly signature: string;
}

export type StatesFunctions = Readonly<Record<string, StatesFunction>>;

const HASHES = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/**
 * The functions that Step Functions adds to JSONata or changes. `$now` and `$millis` are here so that they
 * follow the interpreter's clock.
 */
export function statesFunctions(clock: Clock, random: () => number): StatesFunctions {
  let fromMillis: jsonata.Expression | undefined;
  return {
    partition: { implementation: partition, signature: '<an:a>' },
    range: { implementation: range, signature: '<nnn:a>' },
    hash: { implementation: hash, signature: '<ss?:s>' },
    random: { implementation: (seed?: number) => seeded(seed, random), signature: '<n?:n>' },
    uuid: { implementation: () => randomUUID(), signature: '<:s>' },
    parse: { implementation: (text: string) => JSON.parse(text), signature: '<s:x>' },
    millis: { implementation: () => clock.now(), signature: '<:n>' },
    now: {
      implementation: (picture?: string, zone?: string) => {
        fromMillis ??= jsonata('$fromMillis($millis, $picture, $zone)');
        return fromMillis.evaluate(undefined, { millis: clock.now(), picture, zone });
      },
      signature: '<s?s?:s>',
    },
  };
}

function partition(items: unknown[], size: number): unknown[][] {
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition needs a positive integer as its size');
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error('$range needs a step other than 0');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function hash(text: string, algorithm = 'SHA-256'): string {
  const known = HASHES.get(algorithm);
  if (!known) throw new Error(`$hash knows ${[...HASHES.keys()].join(', ')}, not ${algorithm}`);
  return createHash(known).update(text, 'utf8').digest('hex');
}

/** With a seed the same number each time (mulberry32), without one the next of the generator. */
function seeded(seed: number | undefined, random: () => number): number {
  if (seed === undefined) return random();
  let bits = (Math.trunc(seed) + 0x6d2b79f5) | 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
}
