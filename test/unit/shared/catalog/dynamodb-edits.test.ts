import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamodbGlossaryEdits } from '../../../../shared/catalog/dynamodb-glossary-edits.ts';
import { createDynamodbRelationshipEdits } from '../../../../shared/catalog/dynamodb-relationship-edits.ts';
import type { GlossaryEdits, RelationshipEdits } from '../../../../shared/catalog/knowledge-edits.ts';
import type { GlossaryEntry } from '../../../../shared/contracts/knowledge.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

let jobs: TemporaryJobsTable;
let glossary: GlossaryEdits;
let relationships: RelationshipEdits;

const ana = { by: 'ana', at: '2026-05-04T10:00:00.000Z' };
const ben = { by: 'ben', at: '2026-05-05T10:00:00.000Z' };
const city = (description: string, column = 'city'): GlossaryEntry => ({
  ...{ kind: 'column', table: 'shop.customer', column },
  description,
});

beforeAll(async () => {
  jobs = await createTemporaryJobsTable();
  glossary = createDynamodbGlossaryEdits(jobs);
  relationships = createDynamodbRelationshipEdits(jobs);
});

afterAll(() => jobs.close());

describe('Glossary edits in DynamoDB', () => {
  it('keep who said what and when, and count the edits of one thing', async () => {
    await glossary.put('kept', city('Where they live'), ana);

    await glossary.put('kept', city('Where they pay'), ben);

    expect(await glossary.list('kept')).toEqual([{ entry: city('Where they pay'), ...ben, revision: 2 }]);
  });

  it('belong to one source', async () => {
    await glossary.put('mine', city('Mine'), ana);

    expect(await glossary.list('yours')).toEqual([]);
  });

  it('write over the revision they were made from, and over no other', async () => {
    await glossary.put('raced', city('First'), ana, 0);

    expect(await glossary.put('raced', city('Blind'), ben, 0)).toBeUndefined();
    expect(await glossary.put('raced', city('Late'), ben, 7)).toBeUndefined();
    expect(await glossary.put('raced', city('Second'), ben, 1)).toMatchObject({ revision: 2 });
    expect(await glossary.list('raced')).toMatchObject([{ entry: { description: 'Second' } }]);
  });

  it('know a metric by its name, however it is spelled', async () => {
    const metric = (name: string, sql: string): GlossaryEntry => ({
      ...{ kind: 'metric', name, sql },
      ...{ synonyms: [], definition: '', tables: [] },
    });
    await glossary.put('metrics', metric('Net  Revenue', 'sum(a)'), ana);

    await glossary.put('metrics', metric('net revenue', 'sum(b)'), ana);

    expect(await glossary.list('metrics')).toMatchObject([{ entry: { sql: 'sum(b)' }, revision: 2 }]);
  });

  it('can be taken back once', async () => {
    await glossary.put('gone', city('Wrong'), ana);

    expect(await glossary.delete('gone', 'column:shop.customer.city', ben)).toBe(true);
    expect(await glossary.delete('gone', 'column:shop.customer.city', ben)).toBe(false);
    expect(await glossary.list('gone')).toEqual([]);
  });

  it('can be made again after they were taken back', async () => {
    await glossary.put('back', city('First'), ana);
    await glossary.delete('back', 'column:shop.customer.city', ben);

    expect(await glossary.put('back', city('Late'), ana, 1)).toBeUndefined();
    expect(await glossary.put('back', city('Again'), ana, 0)).toMatchObject({ revision: 3 });
    expect(await glossary.list('back')).toMatchObject([{ entry: { description: 'Again' } }]);
  });

  it('are listed whole, however many there are', async () => {
    const long = 'long '.repeat(390);
    for (let number = 0; number < 600; number++) {
      await glossary.put('many', city(long, `c${number}`), ana);
    }

    expect(await glossary.list('many')).toHaveLength(600);
  });
});

describe('Edits of relationships in DynamoDB', () => {
  const join = {
    ...{ table: 'shop.line', columns: ['order_id', 'region'] },
    ...{ refTable: 'shop.order', refColumns: ['id', 'region'] },
  };
  const turned = { ...join, columns: ['region', 'order_id'], refColumns: ['region', 'id'] };

  it('know a relationship in whatever order its pairs of columns are written', async () => {
    await relationships.put('shop', join, 'confirmed', ana);

    await relationships.put('shop', turned, 'hidden', ben);

    expect(await relationships.list('shop')).toEqual([
      { relationship: turned, verdict: 'hidden', ...ben, revision: 2 },
    ]);
    expect(await relationships.delete('shop', join, ana)).toBe(true);
    expect(await relationships.list('shop')).toEqual([]);
  });
});
