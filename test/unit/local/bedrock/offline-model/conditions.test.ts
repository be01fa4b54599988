import { describe, expect, it } from '@jest/globals';
import { sqlFor } from './ask.ts';
import { LIBRARY, SHOP } from './schemas.ts';

describe('dates', () => {
  it.each([
    ['When was the first loan made?', 'SELECT min(loan_date) AS earliest_loan_date FROM library.loans'],
    ['What is the date of the latest loan?', 'SELECT max(loan_date) AS latest_loan_date FROM library.loans'],
    [
      'Which month of 2024 had the most loans?',
      "SELECT to_char(loan_date, 'YYYY-MM') AS month FROM library.loans WHERE loan_date >= DATE '2024-01-01' AND loan_date < DATE '2025-01-01' GROUP BY to_char(loan_date, 'YYYY-MM') ORDER BY count(*) DESC NULLS LAST, to_char(loan_date, 'YYYY-MM') LIMIT 1",
    ],
    [
      'How many loans were made in the last 3 months?',
      "SELECT count(*) AS number_of_loans FROM library.loans WHERE loan_date >= DATE '2025-02-11' AND loan_date < DATE '2025-05-11'",
    ],
    [
      'How many loans were made from March to May 2024?',
      "SELECT count(*) AS number_of_loans FROM library.loans WHERE loan_date >= DATE '2024-03-01' AND loan_date < DATE '2024-06-01'",
    ],
    [
      'Which loans took longer than 30 days to return?',
      'SELECT loan_id FROM library.loans WHERE returned_date > loan_date + 30',
    ],
    [
      'Compare the number of loans in 2023 and 2024',
      "SELECT extract(year FROM loan_date)::int AS year, count(*) AS number_of_loans FROM library.loans WHERE (loan_date >= DATE '2023-01-01' AND loan_date < DATE '2024-01-01' OR loan_date >= DATE '2024-01-01' AND loan_date < DATE '2025-01-01') GROUP BY extract(year FROM loan_date)::int ORDER BY extract(year FROM loan_date)::int",
    ],
  ])('reads "%s"', (question, sql) => {
    expect(sqlFor(LIBRARY, question)).toBe(sql);
  });

  it('asks whether two periods are meant together', () => {
    expect(sqlFor(LIBRARY, 'How many loans were made in 2023 and 2024?')).toMatch(/^cannot: say whether/);
  });

  it('wants both periods of what can happen many times', () => {
    const sql = sqlFor(LIBRARY, 'Which members have loans in both 2023 and 2024?');

    expect(sql.match(/EXISTS \(SELECT 1 FROM library.loans/g)).toHaveLength(2);
  });

  it('finds what happened in one period but not in another', () => {
    expect(sqlFor(LIBRARY, 'Which members have loans in 2024 but not in 2023?')).toMatch(
      / EXISTS .*2024.* AND NOT EXISTS .*2023/,
    );
  });

  it('shows how a figure changed month by month', () => {
    expect(sqlFor(SHOP, 'How did revenue change in 2024?')).toContain(
      "GROUP BY to_char(i.invoice_date, 'YYYY-MM')",
    );
  });
});

describe('conditions', () => {
  it.each([
    ['Which books cost less than 5 or more than 50?', '(price < 5 OR price > 50)'],
    ['Which books cost between 10 and 20?', 'price >= 10 AND price <= 20'],
    ['Which books have no price?', '(price = 0 OR price IS NULL)'],
    ['Which members have a city?', 'city IS NOT NULL'],
    ['Members whose first name starts with A', "first_name ILIKE 'A%'"],
    ["Which books have 'sea' in their title?", "title ILIKE '%sea%'"],
    ['Which loans were returned after the loan date?', 'returned_date > loan_date'],
  ])('reads "%s"', (question, condition) => {
    expect(sqlFor(LIBRARY, question).split(' WHERE ')[1]).toBe(condition);
  });

  it('tells values that many rows share once each', () => {
    expect(sqlFor(LIBRARY, 'Which genres do we have?')).toBe('SELECT DISTINCT genre FROM library.books');
  });

  it('shows names beside what is asked of them', () => {
    expect(sqlFor(LIBRARY, 'Show authors and their countries')).toBe(
      'SELECT name, country FROM library.authors',
    );
  });

  it('ranks a list by a figure', () => {
    expect(sqlFor(LIBRARY, 'Authors by number of books')).toMatch(
      /^SELECT a.name, count\(\*\) AS number_of_books .* ORDER BY count\(\*\) DESC/,
    );
  });

  it('sorts a list by a column, the way that is said', () => {
    expect(sqlFor(LIBRARY, 'List the books by price, most expensive first')).toMatch(
      /ORDER BY price DESC NULLS LAST$/,
    );
  });

  it.each([
    'Which of them are in print?',
    'Which members ordered every year?',
    'Which books have more than 500 and less than 100 pages?',
    'Authors with a birth year before 1900 and after 1950',
    'Which members and authors are in the same city?',
  ])('refuses "%s"', (question) => {
    expect(sqlFor(LIBRARY, question)).toMatch(/^cannot: /);
  });
});
