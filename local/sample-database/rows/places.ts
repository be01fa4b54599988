import { streetAddress } from './languages.ts';
import { fillPattern } from './patterns.ts';
import type { Random } from './random.ts';
import { readRecords } from './read-records.ts';

export interface Country {
  readonly name: string;
  readonly language: string;
  /** How many of 91 customers live there. */
  readonly customers: number;
  readonly phone: string;
  /** What freight costs there, relative to a near country. */
  readonly distance: number;
  readonly cities: readonly City[];
}

interface City {
  readonly city: string;
  readonly region: string;
  readonly postal: string;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
}

const CITIES = readRecords('cities.csv', 'country', 'city', 'region', 'postal');

export const COUNTRIES: readonly Country[] = readRecords(
  'countries.csv',
  'country',
  'language',
  'customers',
  'phone',
  'distance',
).map(({ country, language, customers, phone, distance }) => ({
  name: country,
  language,
  customers: Number(customers),
  phone,
  distance: Number(distance),
  cities: CITIES.filter((place) => place.country === country),
}));

export function addressIn(country: Country, random: Random): Address {
  const { city, region, postal } = random.pick(country.cities);
  return {
    street: streetAddress(country.language, random),
    city,
    region: region || null,
    postalCode: fillPattern(postal, random) || null,
  };
}
