import { describe, expect, it } from '@jest/globals';
import { questionWords, searchWords } from '../../../../shared/retrieval/search-words.ts';
import { subwordVector } from '../../../../shared/retrieval/subword-vector.ts';
import { createVocabulary } from '../../../../shared/retrieval/word-likeness.ts';
import { rootOf } from '../../../../shared/retrieval/word-root.ts';

describe('searchWords', () => {
  it.each([
    ['cust_mst', ['cust', 'mst']],
    ['CustomerID', ['customer', 'id']],
    ['FRPMCount', ['frpm', 'count']],
    ['order2023', ['order', '2023']],
    ['Übersicht café', ['ubersicht', 'caf']],
    ['', []],
  ])('takes %j apart', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });
});

describe('questionWords', () => {
  const weights = (question: string) => Object.fromEntries(questionWords(question));

  it('counts what asks for a kind of answer less than what is asked about', () => {
    expect(weights('How many ships are there in total?')).toEqual({ ship: 1, total: 0.4 });
  });

  it('counts quoted words less, and looks for a column of names', () => {
    expect(weights('Orders of "Blue Moon"')).toEqual({ order: 1, blu: 0.5, moon: 0.5, nam: 1 });
  });

  it('looks for a column of names when somebody is named, not for a capital at the beginning', () => {
    expect(weights('Which songs did Anna Berg write?')).toHaveProperty('nam');
    expect(weights('Show Songs. Please count')).not.toHaveProperty('nam');
  });

  it('looks for a column of dates when a year is named, and for no number', () => {
    expect(weights('orders in 1997 over 500')).toEqual({ order: 1, dat: 1 });
  });

  it('takes an apostrophe for no quote', () => {
    expect(weights("What is the customer's city's size?")).not.toHaveProperty('nam');
  });
});

describe('rootOf', () => {
  it.each([
    ['ships', 'shipped'],
    ['shipping', 'ship'],
    ['categories', 'category'],
    ['purchases', 'purchasing'],
    ['statuses', 'status'],
    ['people', 'person'],
    ['spoken', 'speaks'],
  ])('takes %s and %s for the same', (one, other) => {
    expect(rootOf(one)).toBe(rootOf(other));
  });

  it.each([
    ['bus', 'bu'],
    ['sing', 's'],
    ['need', 'ne'],
    ['constructor', 'construct'],
  ])('takes %s and %s for two', (one, other) => {
    expect(rootOf(one)).not.toBe(rootOf(other));
  });
});

describe('createVocabulary', () => {
  const likeness = (asked: string, written: string) =>
    createVocabulary([rootOf(written)])
      .like(rootOf(asked))
      .get(0) ?? 0;

  it.each([
    ['customer', 'cust'],
    ['company', 'cmpny'],
    ['quantity', 'qty'],
    ['number', 'nmbr'],
    ['airport', 'airportcode'],
    ['number', 'flightnumber'],
    ['clients', 'customer'],
    ['oldest', 'birth'],
  ])('takes a name for the word %s asked: %s', (asked, written) => {
    expect(likeness(asked, written)).toBeGreaterThan(0);
    expect(likeness(asked, written)).toBeLessThan(1);
  });

  it.each([
    ['car', 'carrier'],
    ['order', 'ore'],
    ['customer', 'mtc'],
    ['code', 'decode'],
    ['birth', 'oldest'],
  ])('does not take %s for %s', (asked, written) => {
    expect(likeness(asked, written)).toBe(0);
  });
});

describe('subwordVector', () => {
  const closeness = (one: string, other: string) => {
    const vector = subwordVector(other, 256);
    return subwordVector(one, 256).reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0);
  };

  it('has length 1, and is of zeros for a text without words', () => {
    expect(closeness('orders', 'orders')).toBeCloseTo(1, 5);
    expect(closeness('', 'orders')).toBe(0);
  });

  it('lies closer to what shares parts of words than to what shares nothing', () => {
    expect(closeness('shipments', 'shipment_dates')).toBeGreaterThan(closeness('shipments', 'salaries'));
  });
});
