/** What a "why" question is about. */
export interface Why {
  /** The figure that needs explaining, as the question words it. */
  readonly figure: string;
  /** What stands behind the verb of change: a period, a condition; '' where nothing does. */
  readonly when: string;
}

const ASKING =
  /^\s*(?:why|how come|explain why|what (?:caused|explains)|what (?:is|are|was|were) the reasons? (?:for|that|why))\b\s*/i;
const AUXILIARY = /^(?:did|do|does|is|are|was|were|has|have|had)\s+/i;
const ARTICLE = /^(?:the|our|my|total|overall)\s+/i;
const CHANGES = [
  ...['f[ae]ll(?:s|en|ing)?', 'drop(?:s|ped|ping)?', 'declin(?:e|es|ed|ing)', 'decreas(?:e|es|ed|ing)'],
  ...['sh?r[aiu]nk(?:s|ing)?', 'r[io]se(?:s|n)?', 'rising', 'gr[eo]w(?:s|n|ing)?', 'increas(?:e|es|ed|ing)'],
  ...[
    'chang(?:e|es|ed|ing)',
    'jump(?:s|ed|ing)?',
    'collaps(?:e|es|ed|ing)',
    '(?:go|goes|going|went|gone) (?:up|down)',
  ],
  ...['(?:so |too |very )?(?:low|lower|high|higher|bad|worse|weak|weaker|good|better|strong|stronger)'],
];
const CHANGE = new RegExp(String.raw`^(?<figure>.+?)\s+(?:${CHANGES.join('|')})\b\s*(?<when>.*)$`, 'i');
/** "the drop in sales in March": the change first. */
const CHANGE_OF = new RegExp(
  String.raw`^(?:${CHANGES.join('|')})\s+(?:in|of)\s+(?<figure>.+?)(?:\s+(?<when>(?:in|during|since|after|before|last|this|between|from)\b.*))?$`,
  'i',
);

/** Takes a question that asks why apart; undefined when it is not put so that the figure can be told. */
export function readWhy(question: string): Why | undefined {
  const asked = question.trim().replace(/[?.!\s]+$/, '');
  if (!ASKING.test(asked)) return undefined;
  const rest = asked.replace(ASKING, '').replace(AUXILIARY, '').replace(ARTICLE, '');
  const { figure, when = '' } = (CHANGE_OF.exec(rest) ?? CHANGE.exec(rest))?.groups ?? {};
  if (!figure) return undefined;
  return { figure: figure.replace(ARTICLE, '').trim(), when: when.trim() };
}
