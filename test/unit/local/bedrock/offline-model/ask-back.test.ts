import { describe, expect, it } from '@jest/globals';
import { answerBlocks, sqlFor } from './ask.ts';

/** Two tables have a place, a third one under a longer name. */
const SHOP = `
CREATE TABLE shop.clients (
  client_id int4 PRIMARY KEY,
  client_name text,
  country text -- values: 'France', 'Italy'
);
CREATE TABLE shop.makers (
  maker_id int4 PRIMARY KEY,
  maker_name text,
  country text -- values: 'France', 'Italy'
);
CREATE TABLE shop.goods (
  good_id int4 PRIMARY KEY,
  maker_id int4 REFERENCES shop.makers (maker_id),
  good_name text
);
CREATE TABLE shop.invoices (
  invoice_id int4 PRIMARY KEY,
  client_id int4 REFERENCES shop.clients (client_id),
  ship_country text -- values: 'France', 'Italy'
);
CREATE TABLE shop.invoice_lines (
  invoice_id int4 REFERENCES shop.invoices (invoice_id),
  good_id int4 REFERENCES shop.goods (good_id),
  unit_price numeric,
  quantity int4,
  PRIMARY KEY (invoice_id, good_id)
);`;
const TOOLS = ['write_sql', 'cannot_answer', 'ask_back'];

function ask(question: string, tools = TOOLS) {
  const reply = answerBlocks({ schema: SHOP, date: '2025-05-10', question }, tools);
  return reply.kind === 'tool' ? { name: reply.name, ...Object(reply.input) } : reply;
}

describe('a word with several meanings', () => {
  it.each([
    ['Revenue by country', 'country', ['client country', 'maker country', 'ship country']],
    ['Which country has the highest revenue by country?', 'country', expect.any(Array)],
    ['How many invoices per country?', 'country', ['client country', 'maker country', 'ship country']],
    [
      'Total revenue in France',
      'France',
      ['client country France', 'maker country France', 'ship country France'],
    ],
  ])('is asked about: %s', (question, word, choices) => {
    expect(ask(question)).toMatchObject({
      name: 'ask_back',
      question: `What is meant by "${word}"?`,
      choices,
    });
  });

  it.each([
    ['Revenue by client country', /c\.country/],
    ['Revenue by ship country', /i\.ship_country/],
    ['Total revenue in maker country France', /m\.country = 'France'/],
    ['How many clients by country?', /FROM shop\.clients GROUP BY country/],
    ['How many makers are in France?', /FROM shop\.makers WHERE country = 'France'/],
  ])('is not asked about once something says which is meant: %s', (question, sql) => {
    expect(sqlFor(SHOP, question)).toMatch(sql);
  });

  it('each choice can be read in its place', () => {
    const { question, choices } = ask('Revenue by country');

    const read = choices.map((choice: string) => sqlFor(SHOP, `Revenue by ${choice}`));
    expect(question).toBeDefined();
    expect(new Set(read).size).toBe(3);
    expect(read.filter((sql: string) => sql.startsWith('cannot'))).toEqual([]);
  });

  it('is refused where nothing may be asked', () => {
    expect(ask('Revenue by country', TOOLS.slice(0, 2))).toMatchObject({
      name: 'cannot_answer',
      reason: '"country" could mean client country or maker country or ship country',
    });
  });
});

describe('two questions in one', () => {
  it('that cannot be one query are named, none is dropped', () => {
    expect(ask('How many clients do we have and show revenue by client?')).toMatchObject({
      name: 'cannot_answer',
      reason: expect.stringMatching(
        /ask them one at a time: "How many clients do we have", "show revenue by client"/,
      ),
    });
  });

  it('are answered where one query can', () => {
    expect(sqlFor(SHOP, 'How many clients are there and how many makers?')).toMatch(
      /number_of_clients.*number_of_makers/,
    );
  });
});
