import { stem } from './stem.ts';

/** Words of general English that name the same thing in most databases. */
const GROUPS = `
customer client buyer
employee staff worker personnel
product item article good merchandise
supplier vendor
shipper carrier
country nation
city town
price cost
salary pay wage earn
phone telephone
email mail
category type kind sort
quantity amount
id identifier
birthdate birthday
gender sex
film movie
doctor physician
description summary
earning income
location place
begin start
company firm business
death died
flight plane
author writer
start source depart origin
arrive destination land
population people inhabitant
weigh weight
borrow loan lend
rent rental
`;

const BY_STEM = new Map<string, Set<string>>();
for (const line of GROUPS.trim().split('\n')) {
  const stems = line.split(' ').map(stem);
  for (const one of stems) BY_STEM.set(one, new Set([...(BY_STEM.get(one) ?? []), ...stems]));
}

/** Whether two different stems are synonyms. */
export function areSynonyms(left: string, right: string): boolean {
  return BY_STEM.get(left)?.has(right) ?? false;
}
