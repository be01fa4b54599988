import { describe, expect, it } from '@jest/globals';
import type {
  SearchDocument,
  SearchIndex,
  SearchQuery,
  SearchResult,
} from '../../shared/retrieval/search-index.ts';

const document = (id: string, parts: Record<string, string>, vector?: readonly number[]): SearchDocument => ({
  id,
  parts: Object.entries(parts).map(([name, text]) => ({ name, text, weight: name === 'name' ? 4 : 1 })),
  ...(vector && { vector: Float32Array.from(vector) }),
});

const STAFF = document('staff', { name: 'staff', hired: 'hired' }, [1, 0]);
const ORDERS = document(
  'orders',
  { name: 'orders', total: 'order_total', note: 'remark of the courier' },
  [0, 1],
);
const LINES = document('lines', { name: 't_ord_lns', qty: 'pieces ordered' }, [0.6, 0.8]);
const CUSTOMERS = document('customers', { name: 'cust_mst', city: 'City' }, [0, -1]);
const SECRETS = document('secrets', { name: 'secret orders', city: 'city', total: 'total' }, [1, 0]);
const DOCUMENTS = [STAFF, ORDERS, LINES, CUSTOMERS];

/** What every adapter of SearchIndex does; `create` gives an empty one. */
export function describeSearchIndex(name: string, create: () => Promise<SearchIndex>): void {
  const search = async (
    documents: readonly SearchDocument[],
    query: Partial<SearchQuery>,
  ): Promise<SearchResult> => {
    const index = await create();
    await index.build('shop', documents);
    const result = await index.search('shop', { text: '', limit: 10, ...query });
    if (!result) throw new Error('The index that was built is not there.');
    return result;
  };
  const found = async (documents: readonly SearchDocument[], query: Partial<SearchQuery>) =>
    (await search(documents, query)).hits.map(({ id }) => id);

  describe(`${name} as a search index`, () => {
    describe('by words', () => {
      it('finds documents by their words, and leaves out those without', async () => {
        expect(await found(DOCUMENTS, { text: 'When were they hired?' })).toEqual(['staff']);
      });

      it('takes singular and plural for the same, and a heavy part before a light one', async () => {
        const [first] = await found(DOCUMENTS, { text: 'How many orders are there?' });

        expect(first).toBe('orders');
      });

      it('finds a name by the word it abbreviates', async () => {
        expect(await found(DOCUMENTS, { text: 'the customers' })).toContain('customers');
      });

      it('puts a document with the word itself before one with a synonym', async () => {
        const documents = [document('a', { name: 'customers' }), document('b', { name: 'clients' })];

        expect(await found(documents, { text: 'our clients' })).toEqual(['b', 'a']);
      });

      it('tells what each word of the question gained, and in which parts', async () => {
        const { words, hits } = await search(DOCUMENTS, { text: 'city of the courier' });

        const customers = hits.find(({ id }) => id === 'customers');
        expect(words).toHaveLength(2);
        expect(customers?.gains.map((gain) => gain > 0)).toEqual([true, false]);
        expect(customers?.parts).toEqual([{ part: 'city', word: 0, likeness: 1 }]);
      });

      it('finds nothing for a text without words', async () => {
        expect(await found(DOCUMENTS, { text: ' ?! ' })).toEqual([]);
      });
    });

    describe('by meaning', () => {
      it('finds what no word finds', async () => {
        const vector = Float32Array.from([1, 0]);

        const { hits } = await search(DOCUMENTS, { text: 'who works here', vector });

        expect(hits.map(({ id }) => id)).toEqual(['staff', 'lines']);
        expect(hits[0]?.similarity).toBeCloseTo(1, 3);
      });

      it('puts what both find before what one of them finds', async () => {
        const vector = Float32Array.from([0.6, 0.8]);

        expect((await found(DOCUMENTS, { text: 'pieces, and who was hired', vector }))[0]).toBe('lines');
      });

      it('leaves a vector of another length aside', async () => {
        const vector = Float32Array.from([1, 0, 0]);

        expect(await found(DOCUMENTS, { text: 'hired', vector })).toEqual(['staff']);
      });

      it('finds documents without vectors by their words', async () => {
        const documents = [document('plain', { name: 'holidays' }), STAFF];

        expect(await found(documents, { text: 'holidays', vector: Float32Array.from([1, 0]) })).toEqual(
          expect.arrayContaining(['plain', 'staff']),
        );
      });
    });

    describe('for one who may not see all', () => {
      const query = { text: 'total of the secret orders by city', vector: Float32Array.from([0.6, 0.8]) };

      it('is as if a hidden document had never been there', async () => {
        const visible = (id: string) => id !== 'secrets';

        expect(await search([SECRETS, ...DOCUMENTS], { ...query, visible })).toEqual(
          await search(DOCUMENTS, query),
        );
      });

      it('is as if a hidden part, and the vector made of it, had never been there', async () => {
        const visible = (id: string) => id !== 'orders' || ((part: string) => part !== 'total');
        const partial = document('orders', { name: 'orders', note: 'remark of the courier' });

        expect(await search(DOCUMENTS, { ...query, visible })).toEqual(
          await search([STAFF, partial, LINES, CUSTOMERS], query),
        );
      });

      it('finds nothing where nothing is visible', async () => {
        expect(await found(DOCUMENTS, { ...query, visible: () => false })).toEqual([]);
      });
    });

    it('gives no more hits than it is asked for', async () => {
      expect(await found(DOCUMENTS, { text: 'order hired city', limit: 2 })).toHaveLength(2);
    });

    it('knows no index that was not built', async () => {
      const index = await create();

      expect(await index.search('shop', { text: 'orders', limit: 10 })).toBeUndefined();
    });

    it('holds what it was built of last, and each name for itself', async () => {
      const index = await create();
      await index.build('shop', DOCUMENTS);
      await index.build('other', [STAFF]);

      await index.build('shop', [CUSTOMERS]);

      const all = { text: 'order hired city', limit: 10 };
      const ids = async (named: string) => (await index.search(named, all))?.hits.map(({ id }) => id);
      expect(await ids('shop')).toEqual(['customers']);
      expect(await ids('other')).toEqual(['staff']);
    });

    it('can be built of nothing', async () => {
      expect(await found([], { text: 'orders' })).toEqual([]);
    });
  });
}
