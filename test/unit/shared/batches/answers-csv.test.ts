import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvHeader, csvRow } from '../../../../shared/batches/answers/answers-csv.ts';

describe('A line of answers.csv', () => {
  it('gives cells that a spreadsheet would run an apostrophe, numbers none', () => {
    const cells = ['=1+1', '+49 221', '-5', '@x', '\tx', '-0.5', '+A1'];
    const carried = cells.map((_, at) => `c${at}`);
    const answer = {
      ...{ row: 1, question: '=HYPERLINK("x")', status: 'INVALID' as const },
      carried: Object.fromEntries(cells.map((cell, at) => [`c${at}`, cell])),
    };

    const [row] = parse(csvHeader(carried) + csvRow(answer, carried), { columns: true });

    expect(carried.map((name) => Object(row)[name])).toEqual([
      ...["'=1+1", "'+49 221", '-5', "'@x", "'\tx", '-0.5', "'+A1"],
    ]);
    expect(Object(row).question).toBe('\'=HYPERLINK("x")');
  });

  it('keeps columns of the file apart from ours', () => {
    expect(csvHeader(['team', 'status'])).toContain('error,team,input_status');
  });
});
