import { describe, expect, it } from '@jest/globals';
import { sqlFor } from './ask.ts';

/** A key into its own table, and two tables that nothing ties together. */
const OFFICE = `
CREATE TABLE office.staff (
  staff_id int4 PRIMARY KEY,
  name text,
  city text, -- values: 'Lyon', 'Oslo'
  boss_id int4 REFERENCES office.staff (staff_id) -- Boss
);
CREATE TABLE office.landlords (
  landlord_id int4 PRIMARY KEY,
  name text,
  city text
);
CREATE TABLE office.languages (
  staff_id int4 REFERENCES office.staff (staff_id),
  language text, -- values: 'French', 'Norwegian', 'English'
  isfluent varchar(1), -- values: 'T', 'F'
  PRIMARY KEY (staff_id, language)
);`;

describe('rows that point at rows of their own table', () => {
  it.each([
    [
      'Who is the boss of each staff?',
      'SELECT s.name, b.name FROM office.staff AS b JOIN office.staff AS s ON s.boss_id = b.staff_id',
    ],
    [
      'How many staff report to each boss?',
      'SELECT b.name, count(*) AS number_of_staff FROM office.staff AS s JOIN office.staff AS b ON b.staff_id = s.boss_id GROUP BY b.name, b.staff_id ORDER BY count(*) DESC NULLS LAST, b.name',
    ],
    [
      'Which staff have no boss?',
      'SELECT s.name FROM office.staff AS s WHERE NOT EXISTS (SELECT 1 FROM office.staff AS b WHERE b.staff_id = s.boss_id)',
    ],
    [
      'List all bosses',
      'SELECT b.name FROM office.staff AS b WHERE EXISTS (SELECT 1 FROM office.staff AS s WHERE s.boss_id = b.staff_id)',
    ],
  ])('are joined: "%s"', (question, sql) => {
    expect(sqlFor(OFFICE, question)).toBe(sql);
  });

  it('are not taken for those that point at them', () => {
    expect(sqlFor(OFFICE, 'Which bosses live in Oslo?')).toBe('cannot: conditions on a boss are beyond me');
  });
});

describe('two tables with the same kind of value', () => {
  it.each([
    ['Which cities have both staff and landlords?', 'INTERSECT'],
    ['Which cities have staff but no landlords?', 'EXCEPT'],
    ['List the cities with staff or landlords', 'UNION'],
  ])('are set against each other: "%s"', (question, operation) => {
    expect(sqlFor(OFFICE, question)).toBe(
      `SELECT city FROM office.staff ${operation} SELECT city FROM office.landlords ORDER BY 1`,
    );
  });

  it('are counted side by side', () => {
    expect(sqlFor(OFFICE, 'How many staff and landlords are there in each city?')).toBe(
      'SELECT city, count(*) FILTER (WHERE origin = 0) AS number_of_staff, count(*) FILTER (WHERE origin = 1) AS number_of_landlords FROM (SELECT city AS city, 0 AS origin FROM office.staff UNION ALL SELECT city AS city, 1 AS origin FROM office.landlords) AS side_by_side GROUP BY city ORDER BY city',
    );
  });
});

describe('what is said of values', () => {
  it('holds for each of them', () => {
    const sql = sqlFor(OFFICE, 'Which staff speak both French and Norwegian as fluent languages?');

    expect(sql.match(/l.isfluent = 'T'/g)).toHaveLength(2);
  });

  it('is denied together with them', () => {
    expect(sqlFor(OFFICE, 'Staff for whom English is not a fluent language')).toBe(
      "SELECT s.name FROM office.staff AS s WHERE NOT EXISTS (SELECT 1 FROM office.languages AS l WHERE l.staff_id = s.staff_id AND l.language = 'English' AND l.isfluent = 'T')",
    );
  });
});
