import type { Random } from './random.ts';

const LETTERS = 'ABCDEFGHJKLMNPRSTUWXYZ';

/** Fills a pattern: # becomes a digit, @ a letter; everything else stays. */
export function fillPattern(pattern: string, random: Random): string {
  return pattern.replace(/[#@]/g, (sign) =>
    sign === '#' ? String(random.integer(0, 9)) : random.pick([...LETTERS]),
  );
}
