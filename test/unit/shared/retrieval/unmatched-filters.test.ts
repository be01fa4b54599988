import { describe, expect, it } from '@jest/globals';
import type { TextFilter } from '../../../../shared/contracts/question-machine.ts';
import { unmatchedFilters } from '../../../../shared/retrieval/unmatched-filters.ts';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';
import { catalogOfValues, valueIndexOf } from '../../../support/value-indexes.ts';

const VALUES = { customers: { country: ['Germany', 'France', 'Italy'] } };
const index = valueIndexOf(VALUES);
const catalog = catalogOfValues(VALUES);

const filter = (changes: Partial<TextFilter>): TextFilter => ({
  ...{ table: 'shop.customers', column: 'country', match: 'whole', fold: 'none', literals: ['Germny'] },
  ...changes,
});

describe('unmatchedFilters', () => {
  it('finds a text that is not stored, with the stored ones like it', () => {
    expect(unmatchedFilters([filter({})], catalog, index)).toEqual([
      { filter: filter({}), nearest: ['Germany'] },
    ]);
  });

  it.each([
    [{ literals: ['Germany'] }],
    [{ literals: ['Germny', 'France'] }],
    [{ literals: ['germany'], fold: 'lower' as const }],
    [{ literals: ['ITALY'], fold: 'upper' as const }],
    [{ literals: ['Germ'], match: 'part' as const }],
    [{ literals: ['germAN'], match: 'part-any-case' as const }],
  ])('believes %j', (changes) => {
    expect(unmatchedFilters([filter(changes)], catalog, index)).toEqual([]);
  });

  it.each([
    [{ literals: ['germany'] }],
    [{ literals: ['Germany'], fold: 'lower' as const }],
    [{ literals: ['germ'], match: 'part' as const }],
  ])('knows that %j meets nothing', (changes) => {
    expect(unmatchedFilters([filter(changes)], catalog, index)).toMatchObject([{ nearest: ['Germany'] }]);
  });

  it('finds nothing near a text that is like no other', () => {
    expect(unmatchedFilters([filter({ literals: ['Atlantis'] })], catalog, index)).toMatchObject([
      { nearest: [] },
    ]);
  });

  it('believes every filter on a column nothing is known of', () => {
    const other = filter({ column: 'city' });

    expect(unmatchedFilters([other], catalog, index)).toEqual([]);
    expect(unmatchedFilters([filter({})], catalog, undefined)).toEqual([]);
  });

  it("goes by the catalogue's list of values where it is complete and there is no index", () => {
    const listing = (valuesComplete: boolean) =>
      catalogOf([
        tableOf('customers', [
          { name: 'country', type: 'text', values: ['Germany', 'France'], valuesComplete },
        ]),
      ]);

    expect(unmatchedFilters([filter({})], listing(true), undefined)).toMatchObject([
      { nearest: ['Germany'] },
    ]);
    expect(unmatchedFilters([filter({ literals: ['France'] })], listing(true), undefined)).toEqual([]);
    expect(unmatchedFilters([filter({})], listing(false), undefined)).toEqual([]);
  });
});
