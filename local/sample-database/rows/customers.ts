import { customerCodes } from './customer-codes.ts';
import { companyName, personName } from './languages.ts';
import { fillPattern } from './patterns.ts';
import { type Address, addressIn, COUNTRIES, type Country } from './places.ts';
import { randomFor } from './random.ts';
import { BASE_SIZE } from './sizes.ts';

export interface Customer {
  readonly id: string;
  readonly companyName: string;
  readonly country: Country;
  readonly address: Address;
  readonly contact: { readonly name: string; readonly title: string };
  readonly phone: string;
  readonly fax: string | null;
}

const TITLES = [
  'Owner',
  'Purchasing Manager',
  'Sales Representative',
  'Marketing Manager',
  'Accounting Manager',
  'Order Administrator',
];
/** Of each 91 customers these have never ordered. */
const WITHOUT_ORDERS = new Set([21, 56, 83]);
/** 91 countries in shuffled order: one round of customers. */
const ROUND: readonly Country[] = shuffledCountries();
const codes = customerCodes(Array.from({ length: BASE_SIZE.customers }, (_, index) => nameOf(index)));

/** The customer with this index, made on the spot: nothing about customers is kept. */
export function customerAt(index: number): Customer {
  const random = randomFor('customer', index);
  const country = countryOf(index);
  return {
    id: codes(index),
    companyName: nameOf(index),
    country,
    address: addressIn(country, random),
    contact: { name: personName(country.language, random), title: random.pick(TITLES) },
    phone: fillPattern(country.phone, random),
    fax: random.chance(0.75) ? fillPattern(country.phone, random) : null,
  };
}

/** How many orders a customer places, relative to others: a few large ones, many small ones, some none. */
export function orderingWeight(index: number): number {
  if (WITHOUT_ORDERS.has(index % BASE_SIZE.customers)) return 0;
  return 0.4 + 3 * randomFor('ordering', index).fraction() ** 3;
}

/** How much a customer orders at a time, around 1. */
export function orderingSize(index: number): number {
  return 0.4 + 1.6 * randomFor('size', index).fraction() ** 2;
}

function countryOf(index: number): Country {
  const country = ROUND[index % ROUND.length];
  if (!country) throw new Error('The round of countries is empty');
  return country;
}

function nameOf(index: number): string {
  const { language } = countryOf(index);
  const place = index % ROUND.length;
  const before = ROUND.slice(0, place).filter((country) => country.language === language).length;
  const perRound = ROUND.filter((country) => country.language === language).length;
  return companyName(language, Math.floor(index / ROUND.length) * perRound + before);
}

function shuffledCountries(): Country[] {
  const random = randomFor('countries');
  return COUNTRIES.flatMap((country) => Array<Country>(country.customers).fill(country))
    .map((country) => ({ country, key: random.fraction() }))
    .sort((one, other) => one.key - other.key)
    .map(({ country }) => country);
}
