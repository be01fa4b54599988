import type { ValueKind } from './schema.ts';

const KINDS: readonly [RegExp, ValueKind][] = [
  [
    /^(small|big)?int|^int\d|^integer|^(small|big)?serial|^numeric|^decimal|^real|^double|^float|^money/i,
    'number',
  ],
  [/^date|^timestamp/i, 'date'],
  [/^bool/i, 'boolean'],
  [/^text|char|^name$|^citext|^uuid|^enum/i, 'text'],
];

/** How values of a database type compare. */
export function valueKind(type: string): ValueKind {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}
