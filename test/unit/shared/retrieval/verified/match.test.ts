import { describe, expect, it } from '@jest/globals';
import type { ActiveQuery } from '../../../../../shared/contracts/verified-query.ts';
import { buildTemplate } from '../../../../../shared/retrieval/verified/build-template.ts';
import { matchQuestion } from '../../../../../shared/retrieval/verified/match-question.ts';
import { statementParts } from '../../../../../shared/sql-guard/postgres/statement-parts.ts';
import { TRADE } from './northwind-values.ts';

/** To this embedding all questions are the same: only their words can keep them apart. */
const BLIND = {
  id: 'blind/1',
  embed: async (texts: readonly string[]) => ({
    vectors: texts.map(() => Float32Array.of(1)),
    use: { model: 'blind', tokensIn: 1, tokensOut: 0, tokensCached: 0, costUsd: 0 },
  }),
};

const VERIFIED = {
  shipped: {
    question: 'How many orders were shipped in 1997?',
    sql: "SELECT count(*) FROM northwind.orders WHERE shipped_date >= DATE '1997-01-01' AND shipped_date < DATE '1998-01-01'",
  },
  month: {
    question: 'How many orders were placed in March 1997?',
    sql: "SELECT count(*) FROM northwind.orders WHERE order_date >= '1997-03-01' AND order_date < '1997-04-01'",
  },
  years: {
    question: 'Revenue between 1996 and 1998',
    sql: "SELECT sum(d.unit_price * d.quantity * (1 - d.discount)) FROM northwind.orders o JOIN northwind.order_details d USING (order_id) WHERE o.order_date >= '1996-01-01' AND o.order_date < '1999-01-01'",
  },
  before: {
    question: 'How many orders were placed before 1997?',
    sql: "SELECT count(*) FROM northwind.orders WHERE order_date < '1997-01-01'",
  },
  country: {
    question: 'How many customers are in Germany?',
    sql: "SELECT count(*) FROM northwind.customers c WHERE c.country = 'Germany'",
  },
  top: {
    question: 'Which are the top 5 customers by number of orders?',
    sql: 'SELECT c.company_name, count(*) AS orders FROM northwind.customers c JOIN northwind.orders o USING (customer_id) GROUP BY c.company_name ORDER BY orders DESC, c.company_name LIMIT 5',
  },
  most: {
    question: 'Which customer has placed the most orders?',
    sql: 'SELECT c.company_name FROM northwind.customers c JOIN northwind.orders o USING (customer_id) GROUP BY c.company_name ORDER BY count(*) DESC, c.company_name LIMIT 1',
  },
  more: {
    question: 'Which customers have more than 10 orders?',
    sql: 'SELECT c.company_name FROM northwind.customers c JOIN northwind.orders o USING (customer_id) GROUP BY c.company_name HAVING count(*) > 10',
  },
  derived: {
    question: 'Which customers have more than 1 order?',
    sql: 'SELECT c.company_name FROM northwind.customers c JOIN northwind.orders o USING (customer_id) JOIN northwind.order_details d USING (order_id) GROUP BY c.company_name HAVING count(*) >= 2 AND sum(1 - d.discount) > 0',
  },
  freight: {
    question: 'What is the average freight of orders to France?',
    sql: "SELECT avg(o.freight) FROM northwind.orders o WHERE o.ship_country = 'France'",
  },
  product: {
    question: 'Revenue of Chai in 1997',
    sql: "SELECT sum(d.unit_price * d.quantity * (1 - d.discount)) FROM northwind.order_details d JOIN northwind.products p USING (product_id) JOIN northwind.orders o USING (order_id) WHERE p.product_name = 'Chai' AND EXTRACT(YEAR FROM o.order_date) = 1997",
  },
  without: {
    question: 'Which customers have no orders?',
    sql: 'SELECT c.company_name FROM northwind.customers c WHERE NOT EXISTS (SELECT 1 FROM northwind.orders o WHERE o.customer_id = c.customer_id)',
  },
  group: {
    question: 'Total freight by country',
    sql: 'SELECT ship_country, sum(freight) FROM northwind.orders GROUP BY ship_country ORDER BY 1',
  },
  all: { question: 'How many customers do we have?', sql: 'SELECT count(*) FROM northwind.customers' },
  status: {
    question: 'How many orders are open?',
    sql: "SELECT count(*) FROM northwind.orders WHERE status = 'Open'",
  },
  cheaper: {
    question: 'Which products are cheaper than Tofu?',
    sql: "SELECT product_name FROM northwind.products WHERE unit_price < (SELECT unit_price FROM northwind.products WHERE product_name = 'Tofu')",
  },
} as const;

async function active(
  name: string,
  { question, sql }: { question: string; sql: string },
): Promise<ActiveQuery> {
  const { tables, columns, literals } = await statementParts(sql, TRADE.tables);
  return {
    ...{ id: name, source: 'northwind', question, sql, dialect: 'postgres', state: 'active', origin: 'edit' },
    ...{ approvedBy: 'ann', approvedAt: '2026-01-01T00:00:00.000Z', count: 1 },
    ...{ tables: [...tables], columns: [...columns], template: buildTemplate(question, literals) },
  };
}

/** The SQL that all verified queries together give for a question. */
async function match(question: string, pairs: Record<string, { question: string; sql: string }> = VERIFIED) {
  const entries = await Promise.all(Object.entries(pairs).map(([name, pair]) => active(name, pair)));
  const index = { entries, model: BLIND.id, vectors: entries.map(() => Float32Array.of(1)) };
  return matchQuestion(index, { question, catalog: TRADE, embedding: BLIND, threshold: 0.2 }, () => {});
}

/** Each differs from a verified question in what it asks, and from most in one word. */
const NEAR_MISSES = [
  'How many orders were not shipped in 1997?',
  "How many orders weren't shipped in 1997?",
  'Orders not shipped in 1997',
  'Orders shipped in 1997',
  'How many orders were shipped before 1997?',
  'How many orders were shipped after 1997?',
  'How many orders were shipped since 1997?',
  'How many orders were placed in 1997?',
  'How many orders were shipped in 97?',
  'How many orders were shipped in March 1997?',
  'How many orders were shipped in 1997 and 1998?',
  'How many orders were shipped or cancelled in 1997?',
  'How many customers were shipped in 1997?',
  'How much were orders shipped in 1997?',
  'How many orders were shipped late in 1997?',
  'How many orders were shipped outside 1997?',
  'How many orders were placed in March?',
  'How many orders were placed in Q1 1997?',
  'How many orders were placed by March 1997?',
  'Revenue between 1998 and 1996',
  'Revenue between 1996 and 1996',
  'Revenue in 1996 and 1998',
  'Cost between 1996 and 1998',
  'How many orders were placed in 1997?',
  'How many orders were not placed before 1997?',
  'How many customers are not in Germany?',
  'How many customers are in Berlin?',
  'How many customers are in Norway?',
  'How many customers are in Mexico City?',
  'How many customers are in Germany or France?',
  'How many customers outside Germany?',
  'How many suppliers are in Germany?',
  'Which customers are in Germany?',
  'Are customers in Germany?',
  'How many customers in the US?',
  'How many customers in IT?',
  'How many of my customers are in Germany?',
  'Which are the bottom 5 customers by number of orders?',
  'Which are the top 5 customers by revenue?',
  'Which are the top 5 countries by number of orders?',
  'Which are the top 5 customers by number of products?',
  'Which are the top 5 percent customers by number of orders?',
  'Which are the top 5% customers by number of orders?',
  'Which are the top 5.5 customers by number of orders?',
  'Which are the top 0 customers by number of orders?',
  'Which are the top -5 customers by number of orders?',
  'Which are the top 5 orders by number of customers?',
  'Which customers have placed the most orders?',
  'Which customer has placed the fewest orders?',
  'Which customer has placed the least orders?',
  'Which customers have less than 10 orders?',
  'Which customers have at least 10 orders?',
  'Which customers have at most 10 orders?',
  'Which customers have exactly 10 orders?',
  'Which customers have 10 orders?',
  'Which customers have not more than 10 orders?',
  'Which customers have more than 10 products?',
  'Which orders have more than 10 customers?',
  'Which customers have more than 10 thousand orders?',
  'Which customers have more than 10k orders?',
  'Which customers have more than 1.000 orders?',
  'Which customers have more than 10 to 20 orders?',
  'What is the total freight of orders to France?',
  'What is the maximum freight of orders to France?',
  'What is the average freight of orders from France?',
  'What is the average price of orders to France?',
  'What is the average freight of orders to Paris?',
  'Revenue of Chai before 1997',
  'Revenue of Coffee in 1997',
  'Revenue of Chai and Tofu in 1997',
  'Revenue without Chai in 1997',
  'Quantity of Chai in 1997',
  'Which customers have orders?',
  'Which orders have no customers?',
  'Which customers have no open orders?',
  'Total freight by city',
  'Total freight by country and city',
  'Average freight by country',
  'Total freight',
  'Freight by total country',
  'How many orders are not open?',
  'How many orders are overdue?',
  'Which products are cheaper than Chai and Tofu?',
  'Which products are more expensive than Tofu?',
  'Which products are not cheaper than Tofu?',
];

/** Question, verified query, and what its SQL then holds. */
const MATCHES: readonly (readonly [string, keyof typeof VERIFIED, string])[] = [
  ['how many orders were shipped in 1997', 'shipped', "'1997-01-01' AND shipped_date < DATE '1998-01-01'"],
  ['How many orders were shipped in 1998?', 'shipped', "'1998-01-01' AND shipped_date < DATE '1999-01-01'"],
  ['Number of orders shipped in 1996', 'shipped', "'1996-01-01' AND shipped_date < DATE '1997-01-01'"],
  ['Please tell me how many orders were shipped during 1997.', 'shipped', "'1997-01-01'"],
  ['What is the number of orders that were shipped in 1995?', 'shipped', "'1995-01-01'"],
  ['How many orders were placed in December 1997?', 'month', "'1997-12-01' AND order_date < '1998-01-01'"],
  ['how many orders were placed in february 2024', 'month', "'2024-02-01' AND order_date < '2024-03-01'"],
  ['Revenue between 1997 and 1999', 'years', "'1997-01-01' AND o.order_date < '2000-01-01'"],
  ['How many orders were placed before 2000?', 'before', "order_date < '2000-01-01'"],
  ['How many customers are in France?', 'country', "c.country = 'France'"],
  ['how many customers are there in the united kingdom?', 'country', "c.country = 'United Kingdom'"],
  ['How many customers do we have in the USA?', 'country', "c.country = 'USA'"],
  ['How many customers are in “Germany”?', 'country', "c.country = 'Germany'"],
  ['Top 5 customers by number of orders', 'top', 'LIMIT 5'],
  ['Show me the top 10 customers by number of orders', 'top', 'LIMIT 10'],
  ['What are the top three customers by the number of orders?', 'top', 'LIMIT 3'],
  ['Which customer has placed the most orders', 'most', 'LIMIT 1'],
  ['Which customers have more than 20 orders?', 'more', 'count(*) > 20'],
  ['List all the customers that have more than 1,500 orders.', 'more', 'count(*) > 1500'],
  ['Which customers have more than 1 order?', 'derived', 'count(*) >= 2'],
  ['What was the average freight of orders to Norway?', 'freight', "ship_country = 'Norway'"],
  [
    'Revenue of Sir Rodney’s Scones in 2024',
    'product',
    "product_name = 'Sir Rodney''s Scones' AND EXTRACT(YEAR FROM o.order_date) = 2024",
  ],
  ['Show the revenue of tofu in 1997', 'product', "product_name = 'Tofu'"],
  ['List the customers that have no orders, please', 'without', 'NOT EXISTS'],
  ['What is the total freight by country?', 'group', 'GROUP BY ship_country'],
  ['How many customers are there?', 'all', 'FROM northwind.customers'],
  ['How many orders were cancelled?', 'status', "status = 'Cancelled'"],
  ['Which products are cheaper than Chai?', 'cheaper', "product_name = 'Chai'"],
];

describe('A question near a verified one that asks something else', () => {
  it.each(NEAR_MISSES)('%s', async (question) => {
    expect((await match(question))?.sql).toBeUndefined();
  });
});

describe('A question that says the same as a verified one, parameters aside', () => {
  it.each(MATCHES)('%s', async (question, name, part) => {
    const found = await match(question);

    expect(found?.id).toBe(name);
    expect(found?.sql).toContain(part);
  });
});

/** Questions whose SQL holds more than they say. */
const UNTOLD = {
  'the year of asking': {
    question: 'How many orders were placed last year?',
    sql: 'SELECT count(*) FROM northwind.orders WHERE EXTRACT(YEAR FROM order_date) = 2024',
  },
  'the days of asking': {
    question: 'How many orders were placed last month?',
    sql: "SELECT count(*) FROM northwind.orders WHERE order_date >= '2024-03-01' AND order_date < '2024-04-01'",
  },
  'the month of asking': {
    question: 'How many orders were placed this month?',
    sql: 'SELECT count(*) FROM northwind.orders WHERE EXTRACT(MONTH FROM order_date) = 3',
  },
  'who asked': {
    question: 'How many orders are mine?',
    sql: 'SELECT count(*) FROM northwind.orders WHERE employee_id = 5',
  },
};

describe('A verified question whose SQL says more than its words', () => {
  it.each(Object.entries(UNTOLD))('is not matched at all: %s', async (name, pair) => {
    expect(await match(pair.question, { [name]: pair })).toBeUndefined();
  });

  it('is matched when the database reckons the day itself', async () => {
    const sql = "SELECT count(*) FROM northwind.orders WHERE order_date >= date_trunc('month', current_date)";

    const found = await match('How many orders were placed this month?', {
      now: { question: 'How many orders were placed this month?', sql },
    });

    expect(found?.sql).toBe(sql);
  });
});

/** SQL in which a parameter stands where nobody can tell what it follows: the words alone may match it. */
const FROZEN = [
  {
    why: 'a day that two years could give',
    question: 'Orders in 1997 and in 1998',
    sql: "SELECT count(*) FILTER (WHERE order_date < '1998-01-01'), count(*) FILTER (WHERE order_date >= '1998-01-01') FROM northwind.orders WHERE order_date >= '1997-01-01' AND order_date < '1999-01-01'",
    other: 'Orders in 1995 and in 1996',
  },
  {
    why: 'a number that stands in the SQL twice',
    question: 'Which 5 customers have more than 5 orders?',
    sql: 'SELECT customer_id FROM northwind.orders GROUP BY 1 HAVING count(*) > 5 LIMIT 5',
    other: 'Which 5 customers have more than 7 orders?',
  },
  {
    why: 'a year that is reckoned from elsewhere',
    question: 'How many orders were placed in 1997?',
    sql: "SELECT count(*) FROM northwind.orders WHERE order_date >= '1997-01-01' AND order_date < make_date(1998, 1, 1)",
    other: 'How many orders were placed in 1996?',
  },
  {
    why: 'a text that is a label too',
    question: 'How many customers are in Germany?',
    sql: "SELECT 'Germany' AS country, count(*) FROM northwind.customers WHERE country = 'Germany'",
    other: 'How many customers are in France?',
  },
  {
    why: 'a name that the statement gave itself',
    question: 'How many customers are in Germany?',
    sql: "SELECT count(*) FROM (SELECT upper(country) AS country FROM northwind.customers) c WHERE country = 'Germany'",
    other: 'How many customers are in France?',
  },
  {
    why: 'a pattern',
    question: 'Which customers have Alfreds Futterkiste in their name?',
    sql: "SELECT company_name FROM northwind.customers WHERE company_name LIKE '%Alfreds Futterkiste%'",
    other: 'Which customers have Ernst Handel in their name?',
  },
];

describe('A parameter that cannot be told from the rest of the SQL', () => {
  it.each(FROZEN)('stays as it is: $why', async ({ question, sql, other }) => {
    const pairs = { one: { question, sql } };

    const [same, changed] = [await match(question, pairs), await match(other, pairs)];

    expect(same?.sql).toBe(sql);
    expect(changed).toBeUndefined();
  });
});

describe('matchQuestion', () => {
  it('asks the model nothing about a question whose words no verified one has', async () => {
    const calls: string[][] = [];
    const embedding = {
      ...BLIND,
      embed: (texts: readonly string[]) => {
        calls.push([...texts]);
        return BLIND.embed(texts);
      },
    };
    const index = {
      entries: [await active('all', VERIFIED.all)],
      model: BLIND.id,
      vectors: [Float32Array.of(1)],
    };
    const ask = (question: string) =>
      matchQuestion(index, { question, catalog: TRADE, embedding, threshold: 0.2 }, () => {});

    const found = [await ask('How many orders are there?'), await ask('How many customers are there?')];

    expect(found.map((match) => match?.id)).toEqual([undefined, 'all']);
    expect(calls).toEqual([]);
  });

  it.each([
    { similarity: 0.19, found: undefined },
    { similarity: 0.2, found: 'country' },
  ])('takes a filled-in parameter only from the threshold on: $similarity', async ({ similarity, found }) => {
    const entries = [await active('country', VERIFIED.country)];
    const index = { entries, model: BLIND.id, vectors: [Float32Array.of(similarity)] };

    const match = await matchQuestion(
      index,
      {
        question: 'How many customers are in France?',
        catalog: TRADE,
        embedding: BLIND,
        threshold: Math.fround(0.2),
      },
      () => {},
    );

    expect(match?.id).toBe(found);
  });

  it('matches nothing that reads a table or column out of sight', async () => {
    const entries = [await active('country', VERIFIED.country)];
    const index = { entries, model: BLIND.id, vectors: [Float32Array.of(1)] };
    const hidden = {
      ...TRADE,
      tables: TRADE.tables.map((table) => ({
        ...table,
        columns: table.columns.filter(({ name }) => name !== 'country'),
      })),
    };

    const match = await matchQuestion(
      index,
      { question: VERIFIED.country.question, catalog: hidden, embedding: BLIND, threshold: 0 },
      () => {},
    );

    expect(match).toBeUndefined();
  });
});
