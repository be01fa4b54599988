import {
  isPeriod,
  replaceName,
  replaceNoun,
  replaceNumber,
  replacePeriod,
  replaceStatistic,
} from './replace.ts';

const LEAD = String.raw`^\W*(?:and\s+|but\s+|now\s+|then\s+|what about\s+|how about\s+|show (?:it|this|that|them)\s+|the same\s+|same\s+)*`;
const TAIL = String.raw`(?:\s+(?:instead|please|as well|too))?\W*$`;
const follow = (body: string) => new RegExp(`${LEAD}${body}${TAIL}`, 'i');

const GROUP = follow(String.raw`((?:by|per|for each|for every|in each)\s+.+?)`);
const RESTRICT = follow(String.raw`(?:only|just)\s+(?:(?:for|in|from|of)\s+)?(?:the\s+)?(.+?)`);
const PLACE = follow(String.raw`((?:in|for|from|during|on|since|before|after)\s+)(?:the\s+)?(.+?)`);
const OTHER = new RegExp(
  String.raw`^\W*(?:and\s+|but\s+)?(?:what about\s+|how about\s+|(?<=and\s+))(?:the\s+)?(.+?)${TAIL}`,
  'i',
);
const SHOWN = follow(
  `((?:as|in) an? .*(?:chart|graph|plot|diagram)|(?:sorted|ordered) .+|in (?:ascending|descending) .*order.*)`,
);
const COUNT = /^\W*(?:and\s+|so\s+)?how many (?:are there|are they|are those|is that|of them are there)\W*$/i;
const OF_THEM = /^\W*(?:and\s+)?(?:which|how many) of (?:them|these|those)\s+(.+?)\W*$/i;
const LISTED =
  /^(?:which|how many|what are|list|show(?: me)?|give me|find)\s+(?:all\s+)?(?:the\s+)?(?:\d+\s+)?(.+)$/i;
const GROUPED =
  /\s+(?:by|per|for each|for every|in each)\s+(?!the (?:most|highest))[a-z ]+?(?=\s+(?:in|during|for|since|with|where)\b|\W*$)/i;
const MOST_WORDS = 4;

/**
 * Rewrites a follow-up ("and by month?", "only Germany", "what about 2024?") with the question before it.
 * A question that stands alone comes back unchanged.
 */
export function standaloneQuestion(question: string, before: string): string {
  const base = before.replace(/[\s?.!]+$/, '');
  const rewritten = [countThem, pickFrom, present, group, restrict, replace].reduce<string | undefined>(
    (found, rule) => found ?? rule(question, base),
    undefined,
  );
  return rewritten === undefined ? question : `${rewritten}?`;
}

/** "How many are there?" after a list. */
function countThem(question: string, base: string): string | undefined {
  const listed = COUNT.test(question) ? LISTED.exec(base)?.[1] : undefined;
  return listed && `How many ${listed}`;
}

/** "Which of them ordered in 2025?" */
function pickFrom(question: string, base: string): string | undefined {
  const wanted = OF_THEM.exec(question)?.[1];
  const listed = wanted && LISTED.exec(base)?.[1];
  if (!listed) return undefined;
  const hasVerb = /\b(?:is|are|was|were|has|have|had|placed|ordered|cost|belong)\b/i.test(listed);
  const head = /how many/i.test(question) ? 'How many' : 'Which';
  return `${head} ${listed} ${hasVerb ? 'and ' : ''}${wanted}`;
}

/** "As a chart", "sorted by name". */
function present(question: string, base: string): string | undefined {
  const how = SHOWN.exec(question)?.[1];
  return how && `${base} ${how}`;
}

function group(question: string, base: string): string | undefined {
  const by = GROUP.exec(question)?.[1];
  return by && `${base.replace(GROUPED, '')} ${by}`;
}

function restrict(question: string, base: string): string | undefined {
  const only = RESTRICT.exec(question)?.[1];
  if (!only) return undefined;
  return (
    replaceNumber(base, only) ??
    replacePeriod(base, only) ??
    insert(base, isPeriod(only) ? 'in' : 'for', only)
  );
}

/** "In Germany?", "what about 2024?", "and the maximum?". */
function replace(question: string, base: string): string | undefined {
  const [, preposition, place] = PLACE.exec(question) ?? [];
  const other = place ?? OTHER.exec(question)?.[1];
  if (!other || other.split(' ').length > MOST_WORDS) return undefined;
  const connected = preposition?.trim() ?? (isPeriod(other) ? 'in' : 'for');
  const exchanged =
    replacePeriod(base, other) ??
    replaceName(base, other) ??
    (place
      ? undefined
      : (replaceNumber(base, other) ?? replaceStatistic(base, other) ?? replaceNoun(base, other)));
  return exchanged ?? insert(base, connected, other);
}

/** A restriction comes before the groups: "orders for Germany by shipper". */
function insert(base: string, preposition: string, text: string): string {
  const groups = GROUPED.exec(base)?.[0] ?? '';
  return `${groups ? base.replace(groups, '') : base} ${preposition} ${text}${groups}`;
}
