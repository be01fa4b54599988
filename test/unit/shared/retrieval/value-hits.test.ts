import { describe, expect, it } from '@jest/globals';
import { valueHits } from '../../../../shared/retrieval/value-hits.ts';
import { tableOf } from '../../../support/catalogs.ts';

const VALUES = ['Germany', 'United States', 'Dairy Products', 'São Paulo', 'a', '...', 'Man'];
const tables = [tableOf('t', ['id', { name: 'word', values: VALUES }])];
const hits = (question: string) => valueHits(tables, question).get('shop.t.word') ?? [];

describe('valueHits', () => {
  it.each([
    ['orders from germany', ['Germany']],
    ['Sales in the UNITED   STATES?', ['United States']],
    ['how many dairy product orders', ['Dairy Products']],
    ['customers in Sao Paulo and Germany', ['Germany', 'São Paulo']],
  ])('finds what %j names', (question, values) => {
    expect(hits(question)).toEqual(values);
  });

  it.each([
    ['a part of a word', 'What is a German or a manager?'],
    ['half of its words', 'How many states are there?'],
    ['its words in another order', 'products and dairy'],
    ['one letter', 'show a list'],
    ['nothing', ''],
  ])('is not misled by %s', (_, question) => {
    expect(hits(question)).toEqual([]);
  });

  it('names no more than five values of a column', () => {
    const values = Array.from({ length: 9 }, (_, index) => `item ${index}`);

    const found = valueHits([tableOf('t', [{ name: 'word', values }])], values.join(' or '));

    expect(found.get('shop.t.word')).toHaveLength(5);
  });
});
