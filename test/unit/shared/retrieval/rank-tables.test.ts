import { describe, expect, it } from '@jest/globals';
import type { Catalog } from '../../../../shared/contracts/catalog.ts';
import { rankTables } from '../../../../shared/retrieval/rank-tables.ts';
import { wordIndex } from '../../../../shared/retrieval/table-index.ts';
import { catalogOf, keyOf, tableOf } from '../../../support/catalogs.ts';

const ranked = (catalog: Catalog, text: string) =>
  rankTables(catalog, wordIndex(catalog).search({ text, limit: 100 })).map(({ id }) => id);

const inSchema = (schema: string, name: string, columns: string[]) => tableOf(name, columns, { schema });

describe('rankTables', () => {
  it('takes the tables of the schema that covers the question before its likes in others', () => {
    const catalog = catalogOf([
      inSchema('hr', 'people', ['id', 'name']),
      inSchema('hr', 'holidays', ['person_id', 'day']),
      inSchema('poker', 'people', ['id', 'name']),
      inSchema('poker', 'rounds', ['person_id', 'stake']),
    ]);

    expect(ranked(catalog, 'names of the people with the highest stake').slice(0, 2).sort()).toEqual([
      'poker.people',
      'poker.rounds',
    ]);
  });

  it('goes by what joins where a schema is too large to tell', () => {
    const others = Array.from({ length: 40 }, (_, at) => tableOf(`other_${at}`, ['id', 'name']));
    const catalog = catalogOf(
      [
        ...others,
        tableOf('a_person', ['id', 'name']),
        tableOf('b_person', ['id', 'name']),
        tableOf('stakes', ['id', 'person_id', 'stake']),
      ],
      [keyOf('stakes(person_id)', 'b_person(id)')],
    );

    expect(ranked(catalog, 'person with the highest stake').slice(0, 2).sort()).toEqual([
      'shop.b_person',
      'shop.stakes',
    ]);
  });

  it('puts a table that joins a wanted one before others that have nothing of the question', () => {
    const catalog = catalogOf(
      [tableOf('a_rest', ['x']), tableOf('z_note', ['y']), tableOf('orders', ['id'])],
      [keyOf('z_note(y)', 'orders(id)')],
    );

    expect(ranked(catalog, 'orders')).toEqual(['shop.orders', 'shop.z_note', 'shop.a_rest']);
  });

  it('prefers, of two tables, the one whose vector is closer', () => {
    const catalog = catalogOf([tableOf('a', ['id']), tableOf('b', ['id'])]);
    const hit = (id: string, similarity: number) => ({ id: `shop.${id}`, gains: [], similarity, parts: [] });

    const tables = rankTables(catalog, { words: [], hits: [hit('a', 0.2), hit('b', 0.4)] });

    expect(tables.map(({ id }) => id)).toEqual(['shop.b', 'shop.a']);
  });

  it('ranks nothing where nothing was found', () => {
    expect(ranked(catalogOf([tableOf('orders', ['id'])]), 'weather')).toEqual([]);
  });
});
