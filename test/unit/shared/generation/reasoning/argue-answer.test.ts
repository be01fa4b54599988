import { describe, expect, it } from '@jest/globals';
import { argueAnswer, type Factor } from '../../../../../shared/generation/reasoning/argue-answer.ts';
import { InqueryError } from '../../../../../shared/platform/inquery-error.ts';
import { recordingObserver } from '../../../../support/model-observer.ts';
import { scriptedModel } from '../../../../support/scripted-model.ts';

const column = (name: string) => ({ name, type: 'numeric' });
const MONTHS: Factor = {
  question: 'sales by month in 2024',
  sql: 'SELECT 1',
  columns: [column('month'), column('sales')],
  rows: [
    ['2024-02', '510.40'],
    ['2024-03', '320.15'],
  ],
  rowCount: 2,
  truncated: false,
};
const COUNTRIES: Factor = {
  ...MONTHS,
  question: 'sales by country in March',
  columns: [column('country'), column('sales')],
  rows: [['Germany', '77.5']],
  rowCount: 14,
};
const MISSING: Factor = { question: 'sales by product', missing: 'It ran too long.' };

const WHY = { question: 'Why did sales fall in March?', askedAt: '2026-01-02T03:04:05.000Z' };
const says = (answer: string) => ({ tool: 'explain', input: { answer } });

async function argue(factors: readonly Factor[], ...replies: ({ tool: string; input: unknown } | Error)[]) {
  const model = scriptedModel(...replies);
  const answer = await argueAnswer(model, { ...WHY, factors }, recordingObserver());
  return { answer, prompts: model.requests.map(({ prompt }) => prompt) };
}

describe('argueAnswer', () => {
  it('shows the rows of each factor in a block of its own, and which are missing', async () => {
    const { prompts } = await argue([MONTHS, COUNTRIES, MISSING], says('Sales fell.'));

    const blocks = [...(prompts[0] ?? '').matchAll(/<rows>\n([\s\S]*?)\n<\/rows>/g)].map(([, text]) => text);
    expect(blocks).toEqual([
      expect.stringMatching(/^{"question":"sales by month in 2024".*\n\["2024-02","510.40"\]\n/),
      expect.stringMatching(/^{"question":"sales by country in March".*\n\["Germany","77.5"\]$/),
      '{"question":"sales by product","missing":"It ran too long."}',
    ]);
  });

  it('takes figures from all factors, and how many rows each has', async () => {
    const sentence = 'Sales fell from 510.40 to 320.15 in March; of 14 countries Germany brought 77.5.';

    const { answer, prompts } = await argue([MONTHS, COUNTRIES], says(sentence));

    expect(answer).toBe(sentence);
    expect(prompts).toHaveLength(1);
  });

  it('has an invented figure written anew once, and says which', async () => {
    const { answer, prompts } = await argue(
      [MONTHS],
      says('Sales fell by 190.25.'),
      says('Sales fell to 320.15.'),
    );

    expect(answer).toBe('Sales fell to 320.15.');
    expect(prompts[1]).toContain('error: these figures are not in the rows: 190.25');
  });

  it('drops the sentence of a figure that is invented again', async () => {
    const { answer } = await argue(
      [MONTHS],
      says('Sales fell by 190.25.'),
      says('Sales fell to 320.15. That is 37% less.'),
    );

    expect(answer).toBe('Sales fell to 320.15.');
  });

  it('says plainly that nothing could be said when nothing is left', async () => {
    const { answer } = await argue(
      [MONTHS],
      says('It fell by 190.25.'),
      new InqueryError('ModelThrottled', ''),
    );

    expect(answer).toMatch(/no explanation could be drawn/);
  });
});
