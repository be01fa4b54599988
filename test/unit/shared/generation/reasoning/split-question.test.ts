import { describe, expect, it } from '@jest/globals';
import { splitQuestion } from '../../../../../shared/generation/reasoning/split-question.ts';
import { recordingObserver } from '../../../../support/model-observer.ts';
import { scriptedModel } from '../../../../support/scripted-model.ts';

const asked = {
  question: 'Why did sales fall in March?',
  askedAt: '2026-01-02T03:04:05.000Z',
  context: { dialect: 'postgres' as const, schema: 'CREATE TABLE shop.orders ();', tables: [], tokens: 9 },
};
const two = [{ question: 'sales by month' }, { question: 'sales by country in March' }];

const split = (tool: string, input: unknown) => {
  const model = scriptedModel({ tool, input });
  return { model, result: splitQuestion(model, asked, recordingObserver()) };
};

describe('splitQuestion', () => {
  it('gives the questions whose figures bear on it, from the tables shown', async () => {
    const { model, result } = split('split', { factors: two });

    await expect(result).resolves.toEqual({ factors: two });
    expect(model.requests[0]?.prompt).toContain('<schema>\nCREATE TABLE shop.orders ();\n</schema>');
    expect(model.requests[0]?.tools.map(({ name }) => name)).toEqual(['split', 'cannot_answer']);
  });

  it.each([
    ['one', two.slice(0, 1)],
    ['five', [...two, ...two, ...two].slice(0, 5)],
    ['none', []],
  ])('takes no split into %s', async (_, factors) => {
    await expect(split('split', { factors }).result).rejects.toMatchObject({ name: 'ModelOutputInvalid' });
  });

  it('takes no tool that was not offered', async () => {
    await expect(split('explain', {}).result).rejects.toMatchObject({ name: 'ModelOutputInvalid' });
  });

  it('passes on why nothing bears on the question', async () => {
    await expect(split('cannot_answer', { reason: 'No sales here.' }).result).rejects.toMatchObject({
      name: 'NotAnswerable',
      message: 'No sales here.',
    });
  });
});
