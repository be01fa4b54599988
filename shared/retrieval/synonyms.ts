import { rootOf } from './word-root.ts';

/** Words that people use for one another. General vocabulary only: nothing of any one schema. */
const GROUPS = `
  customer client buyer consumer account
  employee staff worker personnel salesperson seller representative
  person people individual human
  population people inhabitant resident
  man woman male female gender sex boy girl
  child kid son daughter
  parent mother father
  member participant
  user visitor
  owner own holder possess
  boss manager supervisor head chief lead
  author writer
  doctor physician
  patient illness
  student pupil
  teacher instructor professor lecturer teach
  player athlete
  actor cast star
  artist singer musician performer
  judge referee
  product item article good merchandise sku
  supplier vendor manufacturer producer
  manufacturer maker make brand produce
  shipper carrier courier
  order purchase buy
  shop store outlet
  company business firm organisation organization corporation enterprise employer
  department division
  branch office
  school college university
  course class subject lesson
  grade mark score
  major study degree
  enroll enrol enrollment enrolment register registration
  exam examination test
  film movie
  song track
  album record
  concert show gig
  tv television channel
  game match
  team club squad
  competition contest tournament championship
  race competition
  win winner victory champion
  lose loser loss defeat
  airport airline flight
  plane aircraft airplane
  train railway rail
  car vehicle automobile auto
  bike bicycle
  road street
  building house property
  room apartment flat
  hotel accommodation
  hospital clinic
  medicine drug medication
  disease illness diagnosis symptom
  treatment therapy procedure
  animal pet cat dog
  dish meal food menu
  restaurant diner cafe
  country nation state
  nationality citizenship nation
  city town municipality
  region state territory area district
  county district
  address residence live living location
  location place venue
  zip postal postcode
  phone telephone mobile
  mail email
  website url homepage site link
  language speak speaker
  salary wage pay compensation earning
  price cost expensive cheap fee
  payment pay paid
  expense spend spent cost
  budget fund funding
  income revenue earning
  tax vat
  quantity amount unit volume
  category type kind class genre
  status state condition
  rank ranking position
  rating rate review score star
  vote ballot election
  comment remark note
  description detail text
  message post
  title name heading
  name surname forename firstname lastname fullname
  picture image photo
  document file paper
  book publication
  colour color
  favourite favorite
  date day time year month quarter week
  begin start open
  end close finish
  create creation build found establish
  birth born birthday birthdate
  death die dead kill killed
  join hire
  sale sell sold
  contract agreement
  insurance policy
  claim complaint
  invoice bill
  loan credit debt
  transaction transfer
  card credit debit
  ticket booking reservation
  trip travel journey
  weather temperature rain
  crime criminal
  war battle
  ship boat vessel
  law rule regulation
  job occupation profession position
  skill ability
  power ability
  event activity
  meeting appointment
  member membership
  group category
  device machine equipment
  error fault defect problem
  series episode
  duration length runtime
  distance length mile kilometre
  currency euro dollar
`;

/** What a measure or an adjective is about, where no column bears its name; not the other way round. */
const ABOUT = `
  revenue turnover: price quantity discount amount total detail line sale
  sale: price quantity discount amount total revenue detail line
  income: price quantity amount total revenue
  spend: price quantity amount total payment
  earn: price quantity amount total revenue salary
  sold sell: quantity price detail line sale
  bought: quantity price detail line order purchase
  profit: price cost amount revenue
  stock: inventory quantity unit
  late: required shipped due date
  when: date time year
  age old young oldest youngest older younger elder eldest: birth birthday birthdate dob date age
  long longer longest short shorter shortest: length duration time height
  tall taller tallest: height
  high higher: height elevation
  heavy heavier heaviest light lighter lightest: weight
  fast faster fastest slow slower slowest quick quickest: speed time
  strong stronger strongest: strength power
  big bigger biggest large larger largest small smaller smallest: size area
  expensive cheap cheaper cheapest costly: price cost
  rich richer richest wealthy: money wealth salary income
  populous populated: population
  crowded: population capacity
  popular famous: popularity rating vote
  near far farthest nearest: distance
  early earlier earliest recent latest newest: date time year
  english french german spanish chinese japanese dutch italian portuguese russian arabic korean hindi: language
  asia europe africa america oceania antarctica asian european african: continent region
  red blue green yellow black white brown orange pink purple grey gray: colour color
  january february march april june july august september october november december: date month
  monday tuesday wednesday thursday friday saturday sunday: date day
  american british canadian mexican indian australian brazilian: nationality country
`;

const linesOf = (text: string) => text.trim().split('\n');
const rootsOf = (line: string) => line.trim().split(/\s+/).map(rootOf);

const SYNONYMS = buildSynonyms();
const NONE: ReadonlySet<string> = new Set();

/** Words that may stand for this one in a schema, the word itself not among them; words are given as their roots. */
export function synonymsOf(root: string): ReadonlySet<string> {
  return SYNONYMS.get(root) ?? NONE;
}

function buildSynonyms(): Map<string, Set<string>> {
  const synonyms = new Map<string, Set<string>>();
  const link = (from: string, to: readonly string[]) => {
    const known = synonyms.get(from) ?? new Set();
    for (const word of to) if (word !== from) known.add(word);
    synonyms.set(from, known);
  };
  for (const words of linesOf(GROUPS).map(rootsOf)) for (const word of words) link(word, words);
  for (const line of linesOf(ABOUT)) {
    const [words = '', measures = ''] = line.split(':');
    for (const word of rootsOf(words)) link(word, rootsOf(measures));
  }
  return synonyms;
}
