import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { progressReport } from '../../../../local/sample-database/progress-report.ts';
import { customerAt } from '../../../../local/sample-database/rows/customers.ts';
import { sampleTables } from '../../../../local/sample-database/rows/tables.ts';

/** When this changes, raise VERSION in marker.ts: databases that hold the earlier rows are then loaded anew. */
const ROWS_OF_VERSION_1 = '0d503d9e4de507d1c866985b343957e0117fbe3074118dd322d3d4cb3564763a';
const MANY = 91 * 60;

describe('the sample rows', () => {
  it('give every customer a code of its own, five letters long, at large scales too', () => {
    const codes = Array.from({ length: MANY }, (_, index) => customerAt(index).id);

    expect([new Set(codes).size, codes.every((code) => /^[A-Z]{5}$/.test(code))]).toEqual([MANY, true]);
  });

  it('give every customer of a country a name of its own', () => {
    const names = Array.from({ length: MANY }, (_, index) => customerAt(index)).map(
      ({ companyName, country }) => `${country.name}: ${companyName}`,
    );

    expect(new Set(names).size).toBe(MANY);
  });

  it('are those of the version that databases are marked with', () => {
    const hash = createHash('sha256');

    for (const { name, rows } of sampleTables(1)) hash.update(JSON.stringify([name, ...rows()]));

    expect(hash.digest('hex')).toBe(ROWS_OF_VERSION_1);
  });

  it('do not change the first customers when the scale grows', () => {
    const customers = (scale: number) => {
      const rows =
        sampleTables(scale)
          .find(({ name }) => name === 'customers')
          ?.rows() ?? [];
      return [...rows].slice(0, 91);
    };

    expect(customers(5)).toEqual(customers(1));
  });
});

describe('progressReport', () => {
  it('is silent for two seconds, then says something once a second', () => {
    let time = 0;
    const lines: string[] = [];
    const report = progressReport(
      (line) => lines.push(line),
      () => time,
    );

    for (time = 0; time <= 3_500; time += 500) report({ step: 'orders', rows: time, expectedRows: 7_000 });

    expect(lines).toEqual(['2 s  orders: 2,000 rows, 29%', '3 s  orders: 3,000 rows, 43%']);
  });
});
