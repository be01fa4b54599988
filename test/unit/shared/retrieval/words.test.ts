import { describe, expect, it } from '@jest/globals';
import { stem, wordsOf } from '../../../../shared/retrieval/words.ts';

describe('wordsOf', () => {
  it.each([
    ['cust_mst', ['cust', 'mst']],
    ['CustomerID', ['customer', 'id']],
    ['order2023', ['order', '2023']],
    ['q3', ['q3']],
    ['address1', ['address']],
    ['straßen-größe', ['straßen', 'große']],
    ['Übersicht café', ['ubersicht', 'cafe']],
    ['Заказы за год', ['заказы', 'за', 'год']],
    ['How many orders are there?', ['order']],
    ['', []],
  ])('takes %j apart', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('stem', () => {
  it.each([
    ['order', 'orders'],
    ['category', 'categories'],
    ['purchase', 'purchases'],
    ['warehouse', 'warehouses'],
    ['status', 'statuses'],
    ['address', 'addresses'],
    ['box', 'boxes'],
    ['size', 'sizes'],
    ['branch', 'branches'],
    ['cache', 'caches'],
    ['movie', 'movies'],
    ['invoice', 'invoices'],
    ['day', 'days'],
  ])('takes %s and %s for the same', (singular, plural) => {
    expect(stem(plural)).toBe(stem(singular));
  });

  it.each([
    ['class', 'clas'],
    ['news', 'newses'],
    ['bus', 'bu'],
    ['case', 'car'],
  ])('takes %s and %s for two', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });
});
