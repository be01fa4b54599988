import { describe, expect, it } from '@jest/globals';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';
import { catalogOfValues, valueIndexOf } from '../../../support/value-indexes.ts';

const VALUES = {
  customers: {
    company: [
      'Alfreds Futterkiste',
      'Berglunds snabbköp',
      'Ernst Handel',
      'The Big Cheese',
      'Big Orders',
      'Mercer & Sons',
    ],
    country: ['Germany', 'USA', 'UK', 'Brazil', 'France'],
    city: ['New York', 'York', 'São Paulo', 'Straße', 'Atlanta'],
    code: ['A', 'IN', '12', '2024', 'S'],
  },
  categories: { name: ['Beverages', 'Produce', 'Dairy Products'] },
  suppliers: { country: ['Germany', 'Japan'] },
};
const index = valueIndexOf(VALUES);
const catalog = catalogOfValues(VALUES);
const named = (question: string) =>
  index
    .lookup(question, catalog)
    .map(({ table, column, value }) => `${table.replace('shop.', '')}.${column} = ${value}`);

describe('lookup', () => {
  it.each([
    ['in another case', 'orders from GERMANY in new york', 'customers.city = New York'],
    ['without accents', 'how many in sao paulo?', 'customers.city = São Paulo'],
    ['with letters that others write as two', 'who lives in Strasse', 'customers.city = Straße'],
    ['in the singular', 'how much dairy product do we have', 'categories.name = Dairy Products'],
    ['misspelt, a letter left out', 'customers in Frnce', 'customers.country = France'],
    ['misspelt, letters swapped', 'customers in brzail', 'customers.country = Brazil'],
    [
      'misspelt within a longer one',
      'orders of alfreds futterkist',
      'customers.company = Alfreds Futterkiste',
    ],
    ['misspelt twice', 'orders of berglund snabkop', 'customers.company = Berglunds snabbköp'],
    ['misspelt in a short word', 'who is the big chese of te', 'customers.company = The Big Cheese'],
    ['with a sign written out', 'orders of mercer and sons', 'customers.company = Mercer & Sons'],
    ['by a part that is its own', 'what did Futterkiste buy', 'customers.company = Alfreds Futterkiste'],
    ['cut short', 'bev sales of last year', 'categories.name = Beverages'],
    ['by another name', 'customers of the United States', 'customers.country = USA'],
    ['by who is from there', 'british customers', 'customers.country = UK'],
    ['by a word for the same', 'which drinks sell best', 'categories.name = Beverages'],
    ['in a possessive', "Ernst Handel's orders", 'customers.company = Ernst Handel'],
  ])('finds a value %s', (_, question, value) => {
    expect(named(question)).toContain(value);
  });

  it('offers every column that holds a value', () => {
    expect(named('germany')).toEqual(['customers.country = Germany', 'suppliers.country = Germany']);
    expect(named('germny')).toEqual(['customers.country = Germany', 'suppliers.country = Germany']);
  });

  it('says which words it matched and how surely', () => {
    expect(index.lookup('Where is "alfreds  Futterkist"?', catalog)).toEqual([
      {
        table: 'shop.customers',
        column: 'company',
        value: 'Alfreds Futterkiste',
        matched: 'alfreds  Futterkist',
        score: 0.857,
      },
    ]);
  });

  it('prefers the longer of two that begin alike', () => {
    expect(named('customers in new york')).toEqual(['customers.city = New York']);
  });

  it.each([
    ['a word of the schema that is nearly one', 'which product sold most'],
    ['a word of questions', 'give us the big orders in total'],
    ['a letter, or a word that is a code too', 'is a customer in it'],
    ['a word with two slips', 'customers in Atlantis'],
    ['nothing', ''],
    ['no words', '??? 🙂 --'],
  ])('is not misled by %s', (_, question) => {
    expect(named(question).filter((value) => !value.includes('Big Orders'))).toEqual([]);
  });

  it('takes a short code only as it is written', () => {
    expect(named('rows with code IN')).toContain('customers.code = IN');
    expect(named('rows in code')).toEqual([]);
  });

  it('is less sure of a number than of a name', () => {
    const [hit] = index.lookup('orders of 2024', catalog);

    expect(hit).toMatchObject({ value: '2024', score: 0.5 });
  });

  it('reads what a description says of a code', () => {
    const description = "Where it is: 'S' = shipped, 'P' = pending";
    const told = catalogOf([tableOf('customers', [{ name: 'code', description }])]);

    expect(index.lookup('how many are shipped', told)).toEqual([
      { table: 'shop.customers', column: 'code', value: 'S', matched: 'shipped', score: 0.85 },
    ]);
    expect(index.lookup('how many are pending', told)).toEqual([]);
  });

  it.each([
    ['hidden', { columns: [] }],
    ['sensitive', { columns: [{ name: 'country', sensitive: true }] }],
  ])('names no value of a column that is %s', (_, { columns }) => {
    const shown = catalogOf([tableOf('customers', columns)]);

    expect(index.lookup('germany', shown)).toEqual([]);
  });

  it('gives a bounded number of hits, however many there are', () => {
    const many = { t: { name: Array.from({ length: 500 }, (_, at) => `item ${at}`) } };
    const question = many.t.name.join(' and ');

    expect(valueIndexOf(many).lookup(question, catalogOfValues(many)).length).toBeLessThanOrEqual(12);
  });

  it('finds what lies after ten thousand others', () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `firma ${at.toString(36)}`);
    const many = { t: { name: [...names, 'Žižkov Pražírna'] } };

    expect(valueIndexOf(many).lookup('orders of zizkov prazirn', catalogOfValues(many))).toMatchObject([
      { value: 'Žižkov Pražírna' },
    ]);
  });
});

describe('nearest', () => {
  it('gives the values most like a literal, best first', () => {
    expect(index.nearest('shop.customers', 'country', 'Germani')).toEqual([
      { value: 'Germany', similarity: 0.6 },
    ]);
    expect(index.nearest('shop.customers', 'city', 'york')?.map(({ value }) => value)).toEqual([
      'York',
      'New York',
    ]);
  });

  it('gives none where nothing is like it', () => {
    expect(index.nearest('shop.customers', 'country', 'Xylophone')).toEqual([]);
  });

  it('knows nothing of a column that is not indexed', () => {
    expect(index.nearest('shop.customers', 'phone', '030')).toBeUndefined();
    expect(index.nearest('shop.nothing', 'country', 'Germany')).toBeUndefined();
  });
});
