import { singular } from '../language/stem.ts';

const PERIOD =
  /\b(?:in |during |for |since |of )?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) |Q[1-4] )?(?:19|20)\d\d\b|\b(?:in |during )?(?:this|last) (?:year|month|quarter|week)\b/i;
const NUMBER = /\b(top|which|show(?: the)?|list(?: the)?|the)\s+(\d+)\b/i;
const STATISTIC = /\b(average|mean|total|maximum|minimum|highest|lowest|largest|smallest|median)\b/i;
const NOUN = /^((?:how many|which|list|show(?: me)?|the number of)\s+(?:all\s+|the\s+|\d+\s+)*)([a-z]+s)\b/i;

const GROUP = /\b(by|per|for each|in each)\s+(?!year|quarter|month|week|day)[a-z]+\b/i;

/** Whether the text names a period. */
export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

/** A period takes the place of the period asked about before. */
export function replacePeriod(base: string, text: string): string | undefined {
  if (!isPeriod(text) || !PERIOD.test(base)) return undefined;
  return base.replace(PERIOD, /^(this|last)\b/i.test(text) ? text : `in ${text}`);
}

/** A proper name takes the place of the one proper name after a preposition. */
export function replaceName(base: string, text: string): string | undefined {
  if (!/^\p{Lu}/u.test(text)) return undefined;
  const names = [...base.matchAll(/\b(?:in|from|of|for|to|by) (\p{Lu}[\p{L}-]*(?: \p{Lu}[\p{L}-]*)*)/gu)];
  const name = names.length === 1 ? names[0]?.[1] : undefined;
  return name && base.replace(name, text);
}

/** "The top 10" takes the place of "which 5". */
export function replaceNumber(base: string, text: string): string | undefined {
  const wanted = /^(?:top|first)\s+(\d+)$/i.exec(text)?.[1];
  return wanted && NUMBER.test(base) ? base.replace(NUMBER, `$1 ${wanted}`) : undefined;
}

/** "The maximum" takes the place of "the average". */
export function replaceStatistic(base: string, text: string): string | undefined {
  return STATISTIC.exec(text)?.[0] === text && STATISTIC.test(base)
    ? base.replace(STATISTIC, text)
    : undefined;
}

/** "Suppliers" take the place of what was asked for, counted or grouped by. */
export function replaceNoun(base: string, text: string): string | undefined {
  if (!/^[a-z]+s$/.test(text)) return undefined;
  if (NOUN.test(base)) return base.replace(NOUN, `$1${text}`);
  return GROUP.test(base) ? base.replace(GROUP, `$1 ${singular(text)}`) : undefined;
}
