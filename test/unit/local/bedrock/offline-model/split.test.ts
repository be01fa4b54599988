import { describe, expect, it } from '@jest/globals';
import { readWhy } from '../../../../../local/bedrock/offline-model/split/why.ts';
import { answerBlocks } from './ask.ts';
import { HOSPITAL, LIBRARY } from './schemas.ts';

function split(schema: string, question: string): unknown {
  const reply = answerBlocks({ schema, date: '2025-05-10', question }, ['split', 'cannot_answer']);
  const input = reply.kind === 'tool' ? Object(reply.input) : {};
  return input.factors?.map((factor: { question: string }) => factor.question) ?? input.reason;
}

describe('a question that asks why', () => {
  it.each([
    ['Why did sales fall in March 2024?', 'sales', 'in March 2024'],
    ['Why has the number of loans dropped since May?', 'number of loans', 'since May'],
    ['What caused the drop in sales in 2024?', 'sales', 'in 2024'],
    ['How come revenue grew last year?', 'revenue', 'last year'],
    ['Why is revenue so low?', 'revenue', ''],
  ])('"%s" is about %s, %s', (question, figure, when) => {
    expect(readWhy(question)).toEqual({ figure, when });
  });

  it.each(['How many loans are there?', 'Why?', 'Why do members like poetry?'])('"%s" is not', (question) => {
    expect(readWhy(question)).toBeUndefined();
  });

  it('is split into the figure by month and by what it can be taken apart by', () => {
    expect(split(LIBRARY, 'Why did the number of loans fall in March 2024?')).toEqual([
      'number of loans by month in 2024',
      expect.stringMatching(/^number of loans by \w+ in March 2024$/),
      expect.stringMatching(/^number of loans by \w+ in March 2024$/),
      expect.stringMatching(/^number of loans by \w+ in March 2024$/),
    ]);
  });

  it('is split by what comments call things, where names tell nothing', () => {
    expect(split(HOSPITAL, 'Why did the number of stays rise in 2024?')).toEqual(
      expect.arrayContaining(['number of stays by month in 2024', expect.stringContaining('by')]),
    );
  });

  it('is not split when nothing bears on it', () => {
    expect(split(LIBRARY, 'Why did the temperature rise in 2024?')).toMatch(/too few figures/);
    expect(split(LIBRARY, 'Why do members like poetry?')).toMatch(/could not tell/);
  });
});

describe('the explanation of several figures', () => {
  it('says what each shows, what is not known, and that figures are no causes', () => {
    const text = (head: object, ...rows: unknown[][]) => [head, ...rows].map((line) => JSON.stringify(line));
    const columns = [
      { name: 'month', type: 'text' },
      { name: 'number_of_loans', type: 'int8' },
    ];
    const first = text(
      { question: 'loans by month', columns, rowCount: 2, truncated: false },
      ['2024-02', '9'],
      ['2024-03', '4'],
    );
    const second = text({ question: 'loans by city', missing: 'No such column.' });

    const reply = answerBlocks({ rows: `${first.join('\n')}\n</rows>\n<rows>\n${second.join('\n')}` }, [
      'explain',
    ]);

    const { answer } = Object(reply.kind === 'tool' && reply.input);
    expect(answer).toMatch(/^Loans by month: .*9.*4.* Loans by city: not known\. .*do not say why\.$/);
  });
});
