import { describe, expect, it } from '@jest/globals';
import { sqlFor } from './ask.ts';
import { LIBRARY, SHOP } from './schemas.ts';

const IN_2023 = "loan_date >= DATE '2023-01-01' AND loan_date < DATE '2024-01-01'";
const IN_2024 = "loan_date >= DATE '2024-01-01' AND loan_date < DATE '2025-01-01'";

describe('periods set against each other', () => {
  it('compares the figure of one period with that of the other', () => {
    const sql = sqlFor(LIBRARY, 'Which members made more loans in 2024 than in 2023?');

    expect(sql).toContain(
      "HAVING coalesce(count(*) FILTER (WHERE l.loan_date >= DATE '2024-01-01' AND l.loan_date < DATE '2025-01-01'), 0) - coalesce(count(*) FILTER (WHERE l.loan_date >= DATE '2023-01-01' AND l.loan_date < DATE '2024-01-01'), 0) > 0",
    );
  });

  it('compares what was spent as well as what is counted', () => {
    expect(sqlFor(SHOP, 'Which clients spent less in 2024 than in 2023?')).toMatch(/ HAVING .* < 0 ORDER BY/);
  });

  it.each(['Which members made more loans than in 2023?', 'Which members made more than in 2023?'])(
    'never takes a year for a threshold: %s',
    (question) => {
      expect(sqlFor(LIBRARY, question)).toBe('cannot: it is not clear what of which periods is compared');
    },
  );

  it('tells growth in percent', () => {
    const question = 'By what percentage did the number of loans grow from 2023 to 2024?';

    expect(sqlFor(LIBRARY, question)).toBe(
      `SELECT 100.0 * (count(*) FILTER (WHERE ${IN_2024}) - count(*) FILTER (WHERE ${IN_2023})) / NULLIF(count(*) FILTER (WHERE ${IN_2023}), 0) AS percentage_change FROM library.loans`,
    );
  });

  it('tells a difference as it is', () => {
    const question = 'By how much did the number of loans increase from 2023 to 2024?';

    expect(sqlFor(LIBRARY, question)).toBe(
      `SELECT coalesce(count(*) FILTER (WHERE ${IN_2024}), 0) - coalesce(count(*) FILTER (WHERE ${IN_2023}), 0) AS change FROM library.loans`,
    );
  });
});

describe('figures from period to period', () => {
  const byYear =
    'SELECT extract(year FROM loan_date)::int AS year, count(*) AS number_of_loans FROM library.loans GROUP BY extract(year FROM loan_date)::int';

  it('adds them up', () => {
    expect(sqlFor(LIBRARY, 'What is the running total of loans by year?')).toBe(
      `SELECT year, sum(number_of_loans) OVER (ORDER BY year) AS running_total FROM (${byYear}) AS grouped ORDER BY year`,
    );
  });

  it('tells their change', () => {
    expect(sqlFor(LIBRARY, 'Show the number of loans of each year and its change from the year before')).toBe(
      `SELECT year, number_of_loans, number_of_loans - lag(number_of_loans) OVER (ORDER BY year) AS change FROM (${byYear}) AS grouped ORDER BY year`,
    );
  });

  it('tells their growth in percent', () => {
    expect(sqlFor(LIBRARY, 'Year over year growth of loans')).toBe(
      `SELECT year, number_of_loans, 100.0 * (number_of_loans - lag(number_of_loans) OVER (ORDER BY year)) / NULLIF(lag(number_of_loans) OVER (ORDER BY year), 0) AS percentage_change FROM (${byYear}) AS grouped ORDER BY year`,
    );
  });

  it('adds up no averages', () => {
    const question = 'What is the running total of the average invoice value by month?';

    expect(sqlFor(SHOP, question)).toBe('cannot: it is not clear which figure runs from period to period');
  });
});

describe('days of the week', () => {
  it('groups by them, from Monday on', () => {
    expect(sqlFor(LIBRARY, 'How many loans were made on each day of the week?')).toBe(
      "SELECT to_char(loan_date, 'FMDay') AS weekday, count(*) AS number_of_loans FROM library.loans GROUP BY to_char(loan_date, 'FMDay') ORDER BY min(extract(isodow FROM loan_date)), to_char(loan_date, 'FMDay')",
    );
  });

  it.each([
    ['on weekends', '6, 7'],
    ['on a Monday', '1'],
    ['on weekdays', '1, 2, 3, 4, 5'],
  ])('restricts to them: %s', (when, days) => {
    expect(sqlFor(LIBRARY, `How many loans were made ${when}?`)).toBe(
      `SELECT count(*) AS number_of_loans FROM library.loans WHERE extract(isodow FROM loan_date) IN (${days})`,
    );
  });
});
