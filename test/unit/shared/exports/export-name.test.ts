import { describe, expect, it } from '@jest/globals';
import { exportName } from '../../../../shared/exports/export-name.ts';
import { contentDisposition } from '../../../../shared/platform/content-disposition.ts';

const DAY = '2026-11-21';

describe('The name of an export', () => {
  it.each([
    ['List all order lines!', 'list-all-order-lines'],
    ["Which customers' orders were late?", 'which-customers-orders-were-late'],
    ['Aufträge für Österreich', 'auftrage-fur-osterreich'],
    ['顧客の一覧', '顧客の一覧'],
    ['../../etc/passwd\n"; rm', 'etc-passwd-rm'],
    ['?!', 'export'],
    [
      'Which five customers brought in the most revenue in the third quarter',
      'which-five-customers-brought-in-the-most-revenue',
    ],
    ['x'.repeat(300), 'x'.repeat(50)],
  ])('is made of the words of %j', (words, expected) => {
    expect(exportName(words, DAY)).toBe(`${expected}-${DAY}`);
  });

  it('fits a file system in any script', () => {
    const name = `${exportName('𠀀'.repeat(2_000), DAY)}-500-manifest.json`;

    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});

describe('The header that has a file saved', () => {
  it('gives a plain name as it is', () => {
    expect(contentDisposition('orders-2026.csv')).toBe('attachment; filename="orders-2026.csv"');
  });

  it('gives any other name encoded, after one that every client reads', () => {
    expect(contentDisposition("顧客'(1)*.csv")).toBe(
      `attachment; filename="__'(1)*.csv"; filename*=UTF-8''%E9%A1%A7%E5%AE%A2%27%281%29%2A.csv`,
    );
  });

  it('lets no name end the quotes', () => {
    expect(contentDisposition('a"; b\\.csv')).toMatch(/^attachment; filename="a_; b_.csv";/);
  });
});
