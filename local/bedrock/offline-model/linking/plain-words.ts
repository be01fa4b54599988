import type { Operator } from './operators.ts';

/** Words that ask for output. */
const SHOW = `show list give find return display tell print select get provide report retrieve identify compute calculate determine plot draw visualize visualise rank`;
/** Verbs that tie things together without saying more than that they are related. */
const VERBS = `has have had own owns owned belong belongs belonging contain contains include includes included use uses used using
  offer offers offered make makes made making come comes came live lives living lived work works worked working exist exists
  appear appears place placed places receive received receives get gets got participate participated participates
  do does did done hold holds held produce produced produces produces play played plays playing associate associated
  bring brought brings buy bought purchase purchased sell sold supply supplied supplies supplies handle handled
  handles take took taken run runs operate operated operates located assign assigned attend attended attends
  register registered enroll enrolled join joined available stored recorded shown given involved corresponding
  generate generated earn earned account accounts serve served serves provide provides provided
  carry carried carries ship shipped ships deliver delivered order ordered orders raised
  speak speaks spoke spoken teach teaches taught perform performs performed conduct conducts conducted list listed go goes went gone
  lead leads led manage manages managed study studies studied visit visits visited cost costs direct directs born employ
  employs employed hire hires hired write writes wrote build builds built treat treats treated fly flies take
  arrive arrives arriving depart departs departing leave leaves leaving correspond corresponds released founded land lands landing landed
  directed written authored published created designed happen happened occur occurred contains showed shows charged
  cover covers covered carried process processed develop developed change changed evolve evolved returned shared weigh weighs
  weighed weighing`;
const FILLER = `the a an is are was were be been being there all any some these those their its his her them they it of in on at to
  for from as please me us what which whom do does did can could you i we would like want know see our my so far overall
  altogether currently present total database system record records also then just only if than about
  respectively together such across among within entire whole today now ever yet into during throughout through anything something anyone somebody someone still s name's 's this`;

/** What figures are counted in; it says nothing more. */
const UNITS = new Set('years old dollars usd euros units days percent'.split(' '));

const KINDS = new Map<string, Operator>();
for (const word of VERBS.split(/\s+/)) KINDS.set(word, { op: 'verb' });
for (const word of FILLER.split(/\s+/)) KINDS.set(word, { op: 'filler' });
for (const word of SHOW.split(/\s+/)) KINDS.set(word, { op: 'show' });
KINDS.set('of', { op: 'of' });
KINDS.set("'s", { op: 'filler' });

/** What a word that names nothing of the schema does to the reading; undefined for a word that is not known. */
export function plainWord(word: string): Operator | undefined {
  return KINDS.get(word);
}

/** Whether the word is a unit, as in "older than 30 years". */
export function isUnit(word: string): boolean {
  return UNITS.has(word);
}
