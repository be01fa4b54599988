import { describe, expect, it } from '@jest/globals';
import { sqlFor } from './ask.ts';
import { HOSPITAL, LIBRARY, SHOP } from './schemas.ts';

describe('figures made of figures', () => {
  it('averages counts over those that have any', () => {
    expect(sqlFor(LIBRARY, 'What is the average number of loans per member?')).toBe(
      'SELECT avg(number_of_loans) AS average_number_of_loans FROM (SELECT count(*) AS number_of_loans FROM library.loans AS l JOIN library.members AS m ON m.member_id = l.member_id GROUP BY m.first_name, m.last_name, m.member_id) AS grouped',
    );
  });

  it('averages what each row of a table is worth, for each group asked for', () => {
    expect(sqlFor(SHOP, 'What is the average invoice value per client?')).toMatch(
      /^SELECT c.company_name, sum\(.*\) \/ NULLIF\(count\(DISTINCT i.invoice_id\), 0\) AS average_invoice_value .* GROUP BY c.company_name, c.client_id/,
    );
  });

  it.each([
    [
      'What is our most valuable invoice?',
      /^SELECT i.invoice_id .* GROUP BY i.invoice_id ORDER BY sum\(.*\) DESC NULLS LAST, i.invoice_id LIMIT 1$/,
    ],
    [
      'What is the second highest invoice value?',
      /^SELECT sum\(.*\) AS revenue .* GROUP BY i.invoice_id ORDER BY .* LIMIT 1 OFFSET 1$/,
    ],
  ])('ranks what the lines are parts of by their worth: "%s"', (question, sql) => {
    expect(sqlFor(SHOP, question)).toMatch(sql);
  });

  it('takes what was sold for revenue', () => {
    expect(sqlFor(SHOP, 'How much did we sell in 2024?')).toMatch(/^SELECT sum\(.*\) AS revenue /);
  });

  it('takes the median', () => {
    expect(sqlFor(LIBRARY, 'What is the median price of books?')).toBe(
      'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY price) AS median_price FROM library.books',
    );
  });

  it('tells figures in words and with a scale', () => {
    expect(sqlFor(LIBRARY, 'How many books have more than 1.5 thousand pages?')).toMatch(/pages > 1500$/);
  });

  it('finds the highest count', () => {
    expect(sqlFor(LIBRARY, 'What is the highest number of loans made by a single member?')).toMatch(
      /^SELECT max\(number_of_loans\)/,
    );
  });

  it('compares counts with their average', () => {
    expect(sqlFor(LIBRARY, 'Which members made more loans than average?')).toContain(
      '> (SELECT avg(number) FROM (SELECT count(*) AS number FROM library.loans GROUP BY member_id) AS counted)',
    );
  });

  it('leaves out a group that each row is by itself', () => {
    expect(sqlFor(HOSPITAL, 'What is the average cost per stay?')).toBe(
      'SELECT avg(c9) AS average_cost FROM hosp.t_sty',
    );
  });

  it('ranks groups by an average', () => {
    expect(sqlFor(HOSPITAL, 'Which ward has the highest average cost?')).toContain(
      'ORDER BY avg(ts.c9) DESC',
    );
  });
});

describe('shares', () => {
  it('are those of the rows that meet what is said of them', () => {
    expect(sqlFor(LIBRARY, 'What percentage of books are in print?')).toBe(
      'SELECT 100.0 * count(*) FILTER (WHERE b.in_print) / NULLIF(count(*), 0) AS percentage FROM library.books AS b',
    );
  });

  it('look at a period as a whole', () => {
    expect(sqlFor(HOSPITAL, 'What percentage of stays were in Maternity in 2024?')).toMatch(
      /FILTER \(WHERE EXISTS .*'Maternity'\)\).* FROM hosp.t_sty AS ts WHERE ts.d1 >= DATE '2024-01-01'/,
    );
  });

  it('of groups are parts of the sum of all', () => {
    expect(sqlFor(LIBRARY, 'What is the share of loans per member?')).toContain(
      '100.0 * count(*) / NULLIF(sum(count(*)) OVER (), 0) AS percentage',
    );
  });

  it('are refused when nothing says which part is meant', () => {
    expect(sqlFor(LIBRARY, 'What is the share of loans?')).toMatch(/^cannot: .*which part/);
  });
});

describe('the leaders of each group', () => {
  it('are those in the first places by a column', () => {
    expect(sqlFor(LIBRARY, 'What are the 3 cheapest books in each genre?')).toBe(
      'SELECT genre, title, price FROM (SELECT genre, title, price, rank() OVER (PARTITION BY genre ORDER BY price) AS place FROM library.books) AS ranked WHERE place <= 3 ORDER BY genre, place, title, price',
    );
  });

  it('pass over the first for "the second"', () => {
    expect(sqlFor(LIBRARY, 'What is the second longest book?')).toMatch(/LIMIT 1 OFFSET 1$/);
  });
});

describe('several counts', () => {
  it('stand beside each other', () => {
    expect(sqlFor(LIBRARY, 'How many books are there and how many are in print?')).toBe(
      'SELECT (SELECT count(*) AS number_of_books FROM library.books) AS number_of_books, (SELECT count(*) AS number_of_books FROM library.books WHERE in_print) AS number_of_in_print',
    );
  });

  it('are refused for groups', () => {
    expect(sqlFor(LIBRARY, 'How many books and authors are there per country?')).toMatch(
      /^cannot: several things/,
    );
  });
});

describe('sales lines', () => {
  it('tell how many units were sold, wherever the verb stands', () => {
    expect(sqlFor(SHOP, 'How many units were sold in 2024?')).toContain(
      'SELECT sum(il.quantity) AS units_sold',
    );
  });

  it('tell who spent more than a figure', () => {
    expect(sqlFor(SHOP, 'Which clients spent more than 1000?')).toContain(
      'HAVING sum(il.unit_price * il.quantity * (1 - il.discount)) > 1000',
    );
  });

  it('have rates that are not added up', () => {
    expect(sqlFor(SHOP, 'What is the total discount?')).toMatch(/^cannot: .*rate/);
  });
});
