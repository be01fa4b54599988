import { describe, expect, it } from '@jest/globals';
import { sqlFor } from './ask.ts';

/** Deeds in tables of their own, figures with units, and the same word for values of two tables. */
const CLINIC = `
-- about 40 rows
CREATE TABLE clinic.doctors (
  doctor_id int4 PRIMARY KEY,
  full_name text, -- values: 'Dr. Chen', 'Dr. Ito', …
  gender bpchar, -- values: 'F', 'M'
  is_active bool,
  has_parking bool,
  fee numeric(8,2)
);
-- about 900 rows
CREATE TABLE clinic.patients (
  patient_id int4 PRIMARY KEY,
  full_name text,
  gender text, -- values: 'female', 'male'
  city text, -- values: 'Boston', 'Salem'
  blood_type text -- values: 'A+', 'AB-', 'O-'
);
-- about 5000 rows
CREATE TABLE clinic.visits (
  visit_id int4 PRIMARY KEY,
  doctor_id int4 REFERENCES clinic.doctors (doctor_id),
  patient_id int4 REFERENCES clinic.patients (patient_id),
  visited_on date,
  duration_minutes int4
);
-- about 300 rows
CREATE TABLE clinic.invoices (
  invoice_id int4 PRIMARY KEY,
  patient_id int4 REFERENCES clinic.patients (patient_id),
  amount numeric(8,2),
  paid bool,
  closed_on date
);
-- about 100 rows
CREATE TABLE clinic.payments (
  payment_id int4 PRIMARY KEY,
  patient_id int4 REFERENCES clinic.patients (patient_id),
  amount numeric(8,2),
  paid_on date
);`;

const LENDING = `
CREATE TABLE lib.books (book_id int4 PRIMARY KEY, title text, pages int4, published_year int4);
CREATE TABLE lib.copies (copy_id int4 PRIMARY KEY, book_id int4 REFERENCES lib.books (book_id));
CREATE TABLE lib.members (
  member_id int4 PRIMARY KEY,
  name text,
  city text -- values: 'Hull', 'York'
);
CREATE TABLE lib.loans (
  loan_id int4 PRIMARY KEY,
  copy_id int4 REFERENCES lib.copies (copy_id),
  member_id int4 REFERENCES lib.members (member_id),
  returned_on date
);
CREATE TABLE lib.reviews (
  review_id int4 PRIMARY KEY,
  book_id int4 REFERENCES lib.books (book_id),
  member_id int4 REFERENCES lib.members (member_id),
  rating int4
);`;

const COUNT = (what: string) => `SELECT count(*) AS number_of_${what} FROM clinic.${what}`;

describe('a word turned into its opposite', () => {
  it.each([
    ['How many invoices are unpaid?', `${COUNT('invoices')} WHERE NOT paid`],
    ['How many inactive doctors are there?', `${COUNT('doctors')} WHERE NOT is_active`],
    ['How many invoices are unclosed?', `${COUNT('invoices')} WHERE closed_on IS NULL`],
    [
      'Which patients have an unpaid invoice?',
      'SELECT p.full_name FROM clinic.patients AS p WHERE EXISTS (SELECT 1 FROM clinic.invoices AS i WHERE i.patient_id = p.patient_id AND NOT i.paid)',
    ],
  ])('is read in "%s"', (question, sql) => {
    expect(sqlFor(CLINIC, question)).toBe(sql);
  });

  it('is not read where the schema does not know the rest', () => {
    expect(sqlFor(CLINIC, 'How many uninsured patients are there?')).toMatch(/^cannot: .*"uninsured"/);
  });
});

describe('having or not having what a yes-or-no column tells', () => {
  it.each([
    ['How many doctors have a parking?', `${COUNT('doctors')} WHERE has_parking`],
    ['How many doctors have no parking?', `${COUNT('doctors')} WHERE NOT has_parking`],
  ])('is read in "%s"', (question, sql) => {
    expect(sqlFor(CLINIC, question)).toBe(sql);
  });
});

describe('values', () => {
  it.each([
    ['How many male doctors are there?', `${COUNT('doctors')} WHERE gender = 'M'`],
    ['How many male patients are there?', `${COUNT('patients')} WHERE gender = 'male'`],
    ['How many patients have blood type O-?', `${COUNT('patients')} WHERE blood_type = 'O-'`],
    [
      'How many visits did Dr. Chen have?',
      "SELECT count(*) AS number_of_visits FROM clinic.visits AS v JOIN clinic.doctors AS d ON d.doctor_id = v.doctor_id WHERE d.full_name = 'Dr. Chen'",
    ],
  ])('are found in "%s"', (question, sql) => {
    expect(sqlFor(CLINIC, question)).toBe(sql);
  });
});

describe('figures', () => {
  it.each<[string, string, string?]>([
    [
      'What is the average visit duration?',
      'SELECT avg(duration_minutes) AS average_duration_minutes FROM clinic.visits',
    ],
    ['What is the average number of pages?', 'SELECT avg(pages) AS average_pages FROM lib.books', LENDING],
    ['What is the average payment?', 'SELECT avg(amount) AS average_amount FROM clinic.payments'],
    [
      'Who has the highest fee?',
      'SELECT full_name FROM clinic.doctors ORDER BY fee DESC NULLS LAST, full_name LIMIT 1',
    ],
    [
      'Which doctors have a higher fee than Dr. Ito?',
      "SELECT full_name FROM clinic.doctors WHERE fee > (SELECT max(fee) FROM clinic.doctors WHERE full_name = 'Dr. Ito')",
    ],
    [
      'How many books were published in each year?',
      'SELECT published_year, count(*) AS number_of_books FROM lib.books GROUP BY published_year ORDER BY count(*) DESC NULLS LAST, published_year',
      LENDING,
    ],
  ])('are read in "%s"', (question, sql, schema = CLINIC) => {
    expect(sqlFor(schema, question)).toBe(sql);
  });
});

describe('what ties tables together', () => {
  it('is the table spoken of, not a shorter way past it', () => {
    const sql = sqlFor(LENDING, 'Which books were borrowed by members from York?');

    expect(sql).toContain(
      "JOIN lib.members AS m ON m.member_id = l.member_id WHERE c.book_id = b.book_id AND m.city = 'York'",
    );
    expect(sql).not.toContain('reviews');
  });

  it('is counted over: who borrowed the most', () => {
    const sql = sqlFor(LENDING, 'Which members borrowed more than 12 books?');

    expect(sql).toContain('FROM lib.loans AS l JOIN lib.copies');
    expect(sql).not.toContain('reviews');
  });

  it('is not guessed at where a deed is still to be done', () => {
    expect(sqlFor(LENDING, 'How many books have not been returned?')).toBe(
      'cannot: it is not clear whether all or only some are not returned',
    );
  });
});

describe('a wish for a chart', () => {
  it.each([
    'Plot the number of visits per month as an area chart',
    'Show a stacked bar chart of visits per month',
    'Number of visits per month as horizontal bars',
    'Number of visits per month in a line graph',
    'Draw a scatter plot of the number of visits per month',
  ])('says nothing of the rows: %s', (question) => {
    expect(sqlFor(CLINIC, question)).toMatch(
      /^SELECT to_char\(visited_on, 'YYYY-MM'\) AS month, count\(\*\)/,
    );
  });
});
