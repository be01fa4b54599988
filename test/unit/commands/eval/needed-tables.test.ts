import { describe, expect, it } from '@jest/globals';
import { allShown, neededTables } from '../../../../commands/eval/run/needed-tables.ts';

describe('the tables that a reference needs', () => {
  it.each([
    ['SELECT 1 FROM orders o JOIN shop."Lines" l ON true', ['Lines'.toLowerCase(), 'orders']],
    ['SELECT (SELECT count(*) FROM a) FROM b WHERE EXISTS (SELECT FROM c)', ['a', 'b', 'c']],
    ['WITH recent AS (SELECT * FROM orders) SELECT * FROM recent', ['orders']],
    ['SELECT x FROM a UNION SELECT x FROM b ORDER BY 1', ['a', 'b']],
    ['SELECT nonsense nonsense nonsense', []],
  ])('are found anywhere in %s', async (sql, tables) => {
    expect((await neededTables(sql)).sort()).toEqual(tables);
  });

  it('are shown under the names of their schemas', () => {
    expect(allShown(['orders', 'lines'], ['shop.orders', 'shop."Lines"'])).toBe(true);
    expect(allShown(['orders', 'customers'], ['shop.orders'])).toBe(false);
  });
});
