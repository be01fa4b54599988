import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openOutput } from '../../../../commands/eval/report/output.ts';
import { readResults } from '../../../../commands/eval/result.ts';
import { temporaryFolder } from '../../local/support/temporary-folder.ts';

const ROW = { id: 'a', outcome: 'right', sql: 'SELECT 1', attempts: 1, tokens: 5, ms: 3 };

describe('the output of a run', () => {
  it('is read back without its summary and without a line that was cut off', async () => {
    const file = join(await temporaryFolder(), 'out.jsonl');
    const other = { ...ROW, id: 'b', outcome: 'wrong' };
    writeFileSync(
      file,
      `${JSON.stringify(ROW)}\n${JSON.stringify({ summary: true, right: 1 })}\n${JSON.stringify(other)}\n{"id":"c","outc`,
    );

    const results = readResults(file);

    expect([...results.values()].map(({ id, outcome }) => [id, outcome])).toEqual([
      ['a', 'right'],
      ['b', 'wrong'],
    ]);
  });

  it('says which file is missing', () => {
    expect(() => readResults('/nowhere/out.jsonl')).toThrow('/nowhere/out.jsonl is not there');
  });

  it('begins with what is kept, and is in the file line by line', async () => {
    const file = join(await temporaryFolder(), 'out.jsonl');
    writeFileSync(file, 'an earlier output');
    const printed: string[] = [];

    const output = openOutput({ write: (text) => printed.push(text) }, file, [ROW]);
    output.write({ ...ROW, id: 'b' });

    expect([...readResults(file).keys()]).toEqual(['a', 'b']);
    expect(printed.join('').trim().split('\n')).toHaveLength(2);
  });
});
