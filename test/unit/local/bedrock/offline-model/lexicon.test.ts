import { describe, expect, it } from '@jest/globals';
import { stem } from '../../../../../local/bedrock/offline-model/language/stem.ts';
import { buildLexicon } from '../../../../../local/bedrock/offline-model/lexicon/build-lexicon.ts';
import { candidatesFor } from '../../../../../local/bedrock/offline-model/lexicon/match-name.ts';
import { displayColumns } from '../../../../../local/bedrock/offline-model/query/display-columns.ts';
import { parseSchema } from '../../../../../local/bedrock/offline-model/schema/parse-schema.ts';
import { tableOf } from '../../../../../local/bedrock/offline-model/schema/schema.ts';
import { HOSPITAL, LIBRARY, SHOP } from './schemas.ts';

function bestFor(schema: string, words: string): string | undefined {
  const item = candidatesFor(words.split(' ').map(stem), buildLexicon(parseSchema(schema), [], words))[0]
    ?.item;
  if (item?.kind === 'table') return item.table.name;
  return item?.kind === 'column' ? `${item.column.table}.${item.column.name}` : undefined;
}

describe('the lexicon', () => {
  it.each([
    ['books', 'books'],
    ['author', 'authors'],
    ['loan dates', 'library.loans.loan_date'],
    ['writers', 'authors'],
    ['author countries', 'library.authors.country'],
  ])('finds what "%s" names', (words, name) => {
    expect(bestFor(LIBRARY, words)).toBe(name);
  });

  it.each([
    ['patients', 't_ptnt_mst'],
    ['blood group', 'hosp.t_ptnt_mst.x7'],
    ['ward name', 'hosp.t_w.wn'],
    ['admission date', 'hosp.t_sty.d1'],
  ])('finds what "%s" names by comments alone', (words, name) => {
    expect(bestFor(HOSPITAL, words)).toBe(name);
  });

  it('finds nothing for words that name nothing', () => {
    expect(bestFor(LIBRARY, 'weather')).toBeUndefined();
  });
});

describe('display columns', () => {
  it.each([
    [LIBRARY, 'library.authors', ['name']],
    [LIBRARY, 'library.books', ['title']],
    [LIBRARY, 'library.members', ['first_name', 'last_name']],
    [LIBRARY, 'library.loans', ['loan_id']],
    [HOSPITAL, 'hosp.t_ptnt_mst', ['fst_nm', 'lst_nm']],
    [HOSPITAL, 'hosp.t_w', ['wn']],
    [SHOP, 'shop.clients', ['company_name']],
  ])('are what people call a row by', (schema, table, names) => {
    const parsed = parseSchema(schema);

    expect(displayColumns(parsed, tableOf(parsed, table)).map(({ name }) => name)).toEqual(names);
  });
});
