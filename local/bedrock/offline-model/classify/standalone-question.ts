const GROUP =
  /^\W*(?:and\s+|what about\s+|how about\s+|now\s+|show (?:it|this|that|them)\s+|same\s+)*((?:by|per|for each|in each)\s+.+?)\W*$/i;
const RESTRICT =
  /^\W*(?:and\s+|now\s+|what about\s+|how about\s+)*(?:only|just)\s+(?:(?:for|in|from)\s+)?(?:the\s+)?(.+?)\W*$/i;
const REPLACE =
  /^\W*(?:and\s+|what about\s+|how about\s+|and what about\s+)+((?:in|for|from|during|on|since|before|after)\s+)?(?:the\s+)?(.+?)\W*$/i;
const PERIOD =
  /\b(?:in |during |for |since |of )?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?(?:19|20)\d\d\b|\b(?:in |during )?(?:this|last) (?:year|month|quarter)\b/i;
const GROUPED =
  /\s+(?:by|per|for each|in each)\s+(?!the (?:most|highest))[a-z ]+?(?=\s+(?:in|during|for|since|with|where)\b|\W*$)/i;

/**
 * Rewrites a follow-up ("and by month?", "only Germany", "what about 2024?") with the question before it.
 * A question that stands alone comes back unchanged.
 */
export function standaloneQuestion(question: string, before: string): string {
  const base = before.replace(/[\s?.!]+$/, '');
  const group = GROUP.exec(question)?.[1];
  if (group) return `${base.replace(GROUPED, '')} ${group}?`;
  const only = RESTRICT.exec(question)?.[1];
  if (only) return `${replacePeriod(base, only) ?? `${base} ${isPeriod(only) ? 'in' : 'for'} ${only}`}?`;
  const [, preposition, other] = REPLACE.exec(question) ?? [];
  if (!other || other.split(' ').length > 4) return question;
  const connected = preposition?.trim() ?? (isPeriod(other) ? 'in' : 'for');
  return `${replacePeriod(base, other) ?? replaceName(base, other) ?? `${base} ${connected} ${other}`}?`;
}

function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

/** A period takes the place of the period asked about before. */
function replacePeriod(base: string, text: string): string | undefined {
  if (!isPeriod(text) || !PERIOD.test(base)) return undefined;
  return base.replace(PERIOD, /^(this|last)\b/i.test(text) ? text : `in ${text}`);
}

/** A proper name takes the place of the one proper name after a preposition. */
function replaceName(base: string, text: string): string | undefined {
  if (!/^\p{Lu}/u.test(text)) return undefined;
  const names = [...base.matchAll(/\b(?:in|from|of|for|to|by) (\p{Lu}[\p{L}-]*(?: \p{Lu}[\p{L}-]*)*)/gu)];
  const name = names.length === 1 ? names[0]?.[1] : undefined;
  return name && base.replace(name, text);
}
