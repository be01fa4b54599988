import { describe, expect, it } from '@jest/globals';
import { answerBlocks, sqlFor } from './ask.ts';
import { FLIGHTS, HOSPITAL, LIBRARY, SHOP } from './schemas.ts';

describe('over plainly named tables', () => {
  it.each([
    ['How many books are there?', 'SELECT count(*) AS number_of_books FROM library.books'],
    ['List the titles of all books', 'SELECT title FROM library.books'],
    [
      'What are the names of the authors from Japan?',
      "SELECT name FROM library.authors WHERE country = 'Japan'",
    ],
    ['What is the average price of books?', 'SELECT avg(price) AS average_price FROM library.books'],
    [
      'How many different genres are there?',
      'SELECT count(DISTINCT genre) AS number_of_genre FROM library.books',
    ],
    [
      'List the titles of crime or poetry books',
      "SELECT title FROM library.books WHERE genre IN ('Crime', 'Poetry')",
    ],
    ['Books with more than 500 pages', 'SELECT title FROM library.books WHERE pages > 500'],
    [
      'Books with a price between 10 and 20',
      'SELECT title FROM library.books WHERE price >= 10 AND price <= 20',
    ],
    [
      "Titles of books whose title contains 'sea'",
      "SELECT title FROM library.books WHERE title ILIKE '%sea%'",
    ],
    [
      'Books priced above the average price',
      'SELECT title FROM library.books WHERE price > (SELECT avg(price) FROM library.books)',
    ],
    ['How many books are in print?', 'SELECT count(*) AS number_of_books FROM library.books WHERE in_print'],
    ['Which books are not in print?', 'SELECT title FROM library.books WHERE NOT in_print'],
    ['Members without a city', 'SELECT first_name, last_name FROM library.members WHERE city IS NULL'],
    [
      'List the first and last name of members in alphabetical order of last name',
      'SELECT first_name, last_name FROM library.members ORDER BY last_name',
    ],
  ])('reads "%s"', (question, sql) => {
    expect(sqlFor(LIBRARY, question)).toBe(sql);
  });
});

describe('extremes and rankings', () => {
  it.each([
    [
      'What is the longest book?',
      'SELECT title FROM library.books ORDER BY pages DESC NULLS LAST, title LIMIT 1',
    ],
    [
      'Who is the youngest author?',
      'SELECT name FROM library.authors ORDER BY birth_year DESC NULLS LAST, name LIMIT 1',
    ],
    [
      'Show the top 3 books by price',
      'SELECT title, price FROM library.books ORDER BY price DESC NULLS LAST, title LIMIT 3',
    ],
    [
      'Which 5 authors have the most books?',
      'SELECT a.name, count(*) AS number_of_books FROM library.books AS b JOIN library.authors AS a ON a.author_id = b.author_id GROUP BY a.name, a.author_id ORDER BY count(*) DESC NULLS LAST, a.name LIMIT 5',
    ],
  ])('reads "%s"', (question, sql) => {
    expect(sqlFor(LIBRARY, question)).toBe(sql);
  });
});

describe('dates', () => {
  it.each([
    [
      'How many loans were made in March 2024?',
      "loan_date >= DATE '2024-03-01' AND loan_date < DATE '2024-04-01'",
    ],
    [
      'How many loans were made last year?',
      "loan_date >= DATE '2024-01-01' AND loan_date < DATE '2025-01-01'",
    ],
    ['Members who joined after 2023', "joined_on >= DATE '2024-01-01'"],
    ['Number of loans in Q2 2024', "loan_date >= DATE '2024-04-01' AND loan_date < DATE '2024-07-01'"],
    ['Which loans have not been returned?', 'returned_date IS NULL'],
  ])('reads "%s"', (question, condition) => {
    expect(sqlFor(LIBRARY, question)).toMatch(new RegExp(`WHERE ${literally(condition)}$`));
  });

  it.each([
    'Members with more than 5 loans in 2024',
    'In 2024, which members had more than 5 loans?',
    'How many members had at least 5 loans in 2024?',
    'Number of loans per member in 2024',
    'How many loans did each member have in 2024?',
    'In 2024, which member had the most loans?',
  ])('takes the period of the rows counted: "%s"', (question) => {
    const sql = sqlFor(LIBRARY, question);

    expect(sql).toContain("l.loan_date >= DATE '2024-01-01' AND l.loan_date < DATE '2025-01-01'");
    expect(sql).not.toContain('joined_on');
  });

  it('keeps the date that a verb speaks of', () => {
    const sql = sqlFor(LIBRARY, 'Members who joined in 2024 with more than 5 loans');

    expect(sql).toContain("m.joined_on >= DATE '2024-01-01' AND m.joined_on < DATE '2025-01-01'");
    expect(sql).not.toContain('loan_date');
  });

  it('refuses a period of counted rows that have no date', () => {
    const schema = `${LIBRARY}
CREATE TABLE library.cards (
  card_id int4 PRIMARY KEY,
  member_id int4 REFERENCES library.members (member_id)
);`;

    expect(sqlFor(schema, 'Members with more than 2 cards in 2024')).toMatch(/^cannot: .*2024/);
  });

  it('groups by calendar months, the earliest first', () => {
    expect(sqlFor(LIBRARY, 'Number of loans per month')).toBe(
      "SELECT to_char(loan_date, 'YYYY-MM') AS month, count(*) AS number_of_loans FROM library.loans GROUP BY to_char(loan_date, 'YYYY-MM') ORDER BY to_char(loan_date, 'YYYY-MM')",
    );
  });
});

describe('percents', () => {
  it.each([
    ['Invoice lines with a discount greater than 20%', 'discount > 0.2'],
    ['Invoice lines with a discount of 7 percent', 'discount = 0.07'],
    ['Invoice lines with a discount between 10% and 20%', 'discount >= 0.1 AND discount <= 0.2'],
    ['Invoice lines with a discount between 10 and 20%', 'discount >= 0.1 AND discount <= 0.2'],
    ['Invoices with a discount greater than 20%', 'il.discount > 0.2'],
  ])('compares "%s" with the fractions that the column holds', (question, condition) => {
    expect(sqlFor(SHOP, question)).toContain(condition);
  });

  it('leaves the figure as it is where the column holds percents', () => {
    const schema = SHOP.replace(
      'discount numeric, -- range: 0 to 0.25',
      'tax_rate numeric, -- range: 0 to 25',
    );

    expect(sqlFor(schema, 'Invoice lines with a tax rate greater than 20%')).toContain('tax_rate > 20');
  });

  it.each(['Invoices with a freight greater than 20%', 'Show the top 10% of clients by freight'])(
    'refuses "%s"',
    (question) => {
      expect(sqlFor(SHOP, question)).toMatch(/^cannot: .*%/);
    },
  );
});

describe('relationships', () => {
  it('joins along foreign keys and groups by the key beside the name', () => {
    expect(sqlFor(LIBRARY, 'How many loans did each member make?')).toContain(
      'FROM library.loans AS l JOIN library.members AS m ON m.member_id = l.member_id GROUP BY m.first_name, m.last_name, m.member_id',
    );
  });

  it('finds rows without related rows', () => {
    expect(sqlFor(LIBRARY, 'Which members have no loans?')).toContain(
      'WHERE NOT EXISTS (SELECT 1 FROM library.loans AS l WHERE l.member_id = m.member_id)',
    );
  });

  it.each([
    'How many invoices had no discount?',
    'Invoices without a discount',
    'Invoices with a discount of 0',
  ])('takes the lack of a figure to hold for all rows below: "%s"', (question) => {
    expect(sqlFor(SHOP, question)).toContain(
      'WHERE NOT EXISTS (SELECT 1 FROM shop.invoice_lines AS il WHERE il.invoice_id = i.invoice_id AND il.discount <> 0)',
    );
  });

  it.each(['Clients with invoices without discount', 'What is the revenue of invoices without discount?'])(
    'refuses where it is open which rows lack the figure: "%s"',
    (question) => {
      expect(sqlFor(SHOP, question)).toMatch(/^cannot: .*for which rows discount/);
    },
  );

  it('asks for rows without a figure where those rows are named', () => {
    expect(sqlFor(SHOP, 'Invoice lines without a discount')).toContain('WHERE discount = 0');
  });

  it('counts related rows for a threshold', () => {
    expect(sqlFor(LIBRARY, 'Authors with more than 10 books')).toContain(
      'WHERE (SELECT count(*) FROM library.books AS b WHERE b.author_id = a.author_id) > 10',
    );
  });

  it('chooses between two relationships by the words of the question', () => {
    expect(sqlFor(FLIGHTS, 'How many flights depart from Bergen?')).toContain('"SourceAirport" WHERE');
    expect(sqlFor(FLIGHTS, 'How many flights land in Porto?')).toContain('"DestAirport" WHERE');
  });

  it('refuses where nothing tells which relationship is meant', () => {
    expect(sqlFor(FLIGHTS, 'Which airport has the most flights?')).toMatch(/^cannot: .*more than one way/);
  });

  it('refuses a sum over rows that the joins would repeat', () => {
    expect(sqlFor(SHOP, 'Total freight and revenue by client')).toMatch(/^cannot: .*more than once/);
  });
});

describe('over cryptic names explained by comments', () => {
  it.each([
    ['How many patients have blood group AB?', "FROM hosp.t_ptnt_mst WHERE x7 = 'AB'"],
    [
      'List the names of the patients',
      'SELECT fst_nm AS first_name, lst_nm AS last_name FROM hosp.t_ptnt_mst',
    ],
    ['What is the average cost of a stay?', 'SELECT avg(c9) AS average_cost FROM hosp.t_sty'],
    ['Total cost of stays per ward', 'GROUP BY tw.wn, tw.w_id'],
    [
      'How many stays were there in Cardiology in 2024?',
      "WHERE tw.wn = 'Cardiology' AND ts.d1 >= DATE '2024-01-01' AND ts.d1 < DATE '2025-01-01'",
    ],
  ])('reads "%s"', (question, part) => {
    expect(sqlFor(HOSPITAL, question)).toContain(part);
  });
});

describe('measures', () => {
  const REVENUE = 'sum(il.unit_price * il.quantity * (1 - il.discount))';

  it('builds revenue from price, quantity and discount of the line table', () => {
    expect(sqlFor(SHOP, 'Which 5 clients brought in the most revenue?')).toMatch(
      new RegExp(`^SELECT c.company_name, ${literally(REVENUE)} AS revenue .* LIMIT 5$`),
    );
  });

  it('takes a metric of the glossary as it is written', () => {
    const metrics = 'load: Weight of an invoice = sum(shop.invoices.freight)';

    expect(sqlFor(SHOP, 'What is the total load?', { metrics })).toBe(
      'SELECT sum(freight) AS load FROM shop.invoices',
    );
  });

  it.each(['What is the load by client?', 'What is the burden by client?'])(
    'takes columns of a metric from the tables it is over, and its other names: %s',
    (question) => {
      const metrics =
        "load: what is carried (also burden) = sum(freight) filter (where 'freight' <> 'x') over shop.invoices";

      expect(sqlFor(SHOP, question, { metrics })).toMatch(
        /sum\(\w+\.freight\) filter \(where 'freight' <> 'x'\) AS load/,
      );
    },
  );

  it('takes no expression for a figure that sums up nothing', () => {
    const metrics = 'load: = freight * 2 over shop.invoices';

    expect(sqlFor(SHOP, 'What is the total load?', { metrics })).toMatch(/^cannot/);
  });
});

describe('what it is shown beside the schema', () => {
  it('uses the literals found for the words of the question', () => {
    const values = `"the silent sea" -> library.books.title = 'The Silent Sea'`;

    expect(sqlFor(LIBRARY, 'How many pages does the silent sea have?', { values })).toBe(
      "SELECT pages FROM library.books WHERE title = 'The Silent Sea'",
    );
  });

  it('does not write SQL again that was tried before', () => {
    const attempts =
      '1. SELECT count(*) AS number_of_books\nFROM library.books\nerror: UnknownColumn: no such column';

    expect(sqlFor(LIBRARY, 'How many books are there?', { attempts })).toMatch(/^cannot: .*tried already/);
  });

  it('says what it assumed', () => {
    const reply = answerBlocks({ schema: LIBRARY, question: 'How many loans were made in 2024?' }, [
      'write_sql',
      'cannot_answer',
    ]);

    expect(reply).toMatchObject({
      name: 'write_sql',
      input: { assumptions: ['2024 is taken of loan_date'] },
    });
  });
});

describe('what it refuses', () => {
  it.each([
    ['How many cancelled loans are there?', 'cancelled'],
    ['How many books did the mayor donate?', 'mayor'],
    ['How many authors are there from Narnia?', 'Narnia'],
    ['What is the weather?', 'weather'],
  ])('answers "%s" by naming what it could not place', (question, word) => {
    expect(sqlFor(LIBRARY, question)).toMatch(new RegExp(`^cannot: .*${word}`));
  });

  it('refuses when the prompt shows no tables', () => {
    expect(sqlFor('', 'How many books are there?')).toBe('cannot: the prompt shows no tables');
  });
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('another language', () => {
  it.each([
    ['Wie viele Bücher haben wir von diesem Autor?', 'German'],
    ['Combien de livres avons nous dans la bibliothèque ?', 'French'],
    ['¿Cuántos libros tienen los autores?', 'Spanish'],
  ])('is refused with a word of advice: %s', (question, language) => {
    expect(sqlFor(LIBRARY, question)).toBe(
      `cannot: the offline model reads English only; please ask in English rather than ${language}`,
    );
  });
});
