import { describe, expect, it } from '@jest/globals';
import { sqlFor } from './ask.ts';
import { LIBRARY } from './schemas.ts';

/** Orders between customers and products, with a place of their own and a date that may be empty. */
const TRADE = `
CREATE TABLE trade.vendors (
  vendor_id int4 PRIMARY KEY,
  vendor_name text, -- values: 'Acme', 'Nord'
  city text, -- values: 'Oslo', 'Riga', 'Turin'
  country text -- values: 'Japan', 'Norway'
);
CREATE TABLE trade.products (
  product_id int4 PRIMARY KEY,
  product_name text, -- values: 'Green Tea', 'Rye Bread'
  vendor_id int4 REFERENCES trade.vendors (vendor_id)
);
CREATE TABLE trade.customers (
  customer_id int4 PRIMARY KEY,
  customer_name text,
  city text, -- values: 'Bern', 'Lyon'
  country text -- values: 'Brazil', 'France'
);
CREATE TABLE trade.agents (
  agent_id int4 PRIMARY KEY,
  agent_name text,
  hire_date date
);
CREATE TABLE trade.orders (
  order_id int4 PRIMARY KEY,
  customer_id int4 REFERENCES trade.customers (customer_id),
  agent_id int4 REFERENCES trade.agents (agent_id),
  order_date date,
  shipped_date date, -- Empty while the order is open
  ship_city text -- values: 'Lyon', …
);
CREATE TABLE trade.order_lines (
  order_id int4 REFERENCES trade.orders (order_id),
  product_id int4 REFERENCES trade.products (product_id),
  discount numeric, -- range: 0 to 0.25
  PRIMARY KEY (order_id, product_id)
);`;

const existsIn = (sql: string) => sql.match(/EXISTS \(SELECT 1/g)?.length ?? 0;
const of2025 = "o.order_date >= DATE '2025-01-01' AND o.order_date < DATE '2026-01-01'";

describe('conditions on the same event', () => {
  it.each([
    ['Which customers bought Green Tea in 2025?', ["p.product_name = 'Green Tea'", of2025]],
    ['In 2025, which customers bought Green Tea?', ["p.product_name = 'Green Tea'", of2025]],
    [
      'How many customers ordered products from vendors in Japan in 2025?',
      ["v.country = 'Japan'", of2025, 'count(*)'],
    ],
    ['Which products did customers from Brazil order in 2025?', ["c.country = 'Brazil'", of2025]],
    ['Which products were ordered in 2025 by customers from Brazil?', ["c.country = 'Brazil'", of2025]],
    [
      'Which vendors supplied products ordered in 2025 by customers from Brazil?',
      ["c.country = 'Brazil'", of2025],
    ],
    [
      'Which agents sold Green Tea to customers in France in 2025?',
      ["p.product_name = 'Green Tea'", "c.country = 'France'", of2025],
    ],
  ])('are asked of one row: "%s"', (question, parts) => {
    const sql = sqlFor(TRADE, question);

    for (const part of parts) expect(sql).toContain(part);
    expect(existsIn(sql)).toBe(1);
    expect(sql).not.toContain('hire_date');
  });

  it('hold for each of several values', () => {
    const sql = sqlFor(TRADE, 'Which customers bought Green Tea and Rye Bread in 2025?');

    expect(existsIn(sql)).toBe(2);
    expect(sql.split(of2025)).toHaveLength(3);
  });

  it('hold in each of several years', () => {
    const sql = sqlFor(TRADE, 'Which customers bought Green Tea in 2024 and 2025?');

    expect(sql.match(/'Green Tea'/g)).toHaveLength(2);
  });

  it('are denied together', () => {
    expect(sqlFor(TRADE, 'Which customers did not buy Green Tea in 2025?')).toMatch(
      /WHERE NOT EXISTS \(.*'Green Tea' AND o.order_date >= DATE '2025-01-01' AND o.order_date < DATE '2026-01-01'\)$/,
    );
  });

  it('are denied for another year', () => {
    expect(sqlFor(TRADE, 'Which customers bought Green Tea in 2024 but not in 2025?')).toMatch(
      /NOT EXISTS \(.*'Green Tea'.*2025-01-01/,
    );
  });

  it.each([
    'Which customers bought Green Tea and placed orders in 2023?',
    'Which customers placed more than 5 orders of Green Tea?',
    'Which products were ordered by customers from Brazil but not by customers from France?',
    'In 2025, which customers did not buy Green Tea?',
  ])('are refused where it is not clear which belong together: "%s"', (question) => {
    expect(sqlFor(TRADE, question)).toMatch(/^cannot: it is not clear/);
  });

  it('leave a date of the subject where a verb says so', () => {
    expect(sqlFor(TRADE, 'Which agents were hired in 2022?')).toContain("hire_date >= DATE '2022-01-01'");
  });
});

describe('places where something goes', () => {
  it.each([
    ['How many orders were shipped to Oslo?', "ship_city = 'Oslo' AND shipped_date IS NOT NULL"],
    ['How many orders were delivered to Riga?', "ship_city = 'Riga'"],
    ['How many orders were shipped to Lyon?', "ship_city = 'Lyon'"],
    ['Which products were shipped to Oslo?', "o.ship_city = 'Oslo'"],
  ])('are those of the column that says so: "%s"', (question, condition) => {
    const sql = sqlFor(TRADE, question);

    expect(sql).toContain(condition);
    expect(sql).not.toContain('vendors');
  });

  it('are not those of something that the question does not speak of', () => {
    expect(sqlFor(TRADE, 'How many orders came from Turin?')).toBe('cannot: "Turin" is no known value here');
  });

  it('are not two at once', () => {
    const sql = sqlFor(TRADE, 'How many orders did customers in Brazil place that customers in France did?');

    expect(sql).toMatch(/^cannot: /);
  });
});

describe('a participle that names a date', () => {
  it.each([
    ['How many orders were shipped?', 'WHERE shipped_date IS NOT NULL'],
    ['How many shipped orders are there?', 'WHERE shipped_date IS NOT NULL'],
    ['How many orders were shipped to Lyon by month?', "ship_city = 'Lyon' AND shipped_date IS NOT NULL"],
    ['Which members returned books?', 'l.returned_date IS NOT NULL'],
  ])('says that it has happened: "%s"', (question, condition) => {
    expect(sqlFor(question.includes('members') ? LIBRARY : TRADE, question)).toContain(condition);
  });

  it('adds nothing where its date is spoken of', () => {
    expect(sqlFor(TRADE, 'How many orders were shipped in 2024?')).not.toContain('NULL');
  });

  it('is the date that "when" asks for', () => {
    expect(sqlFor(TRADE, 'When were the orders to Lyon shipped?')).toContain('SELECT shipped_date');
  });

  it('is refused where no date tells', () => {
    expect(sqlFor(TRADE, 'How many orders were delivered?')).toBe(
      'cannot: nothing tells which orders were delivered',
    );
  });
});

describe('a deed and its object', () => {
  it('asks who did it', () => {
    const sql = sqlFor(TRADE, 'Which agents sold products to customers in France in 2025?');

    expect(sql).toMatch(/^SELECT a\.agent_name/);
    expect(existsIn(sql)).toBe(1);
  });

  it('is not asked of every one of them', () => {
    expect(sqlFor(TRADE, 'Which customers have ordered products from every vendor?')).toMatch(/^cannot: /);
  });

  it('takes no year for a discount', () => {
    expect(sqlFor(TRADE, 'Which customers bought Green Tea with a discount in 2025?')).not.toContain(
      'discount = 2025',
    );
  });
});
