import { describe, expect, it } from '@jest/globals';
import { chooseChart } from '../../../../../shared/generation/chart/choose-chart.ts';
import { drawnOtherwise } from '../../../../../shared/generation/chart/drawn-otherwise.ts';

const MANY = Array.from({ length: 9 }, (_, index): [string, number] => [`Country ${index}`, index + 1]);

function told(question: string, rows: [string, number][]): string | undefined {
  const columns = [
    { name: 'country', type: 'text' },
    { name: 'orders', type: 'int4' },
  ];
  return drawnOtherwise(question, chooseChart({ question, columns, rows, rowCount: rows.length }));
}

describe('a kind of chart that was asked for', () => {
  it('is named when the rows cannot be drawn so, with what is drawn instead', () => {
    expect(told('Orders by country as a pie chart', MANY)).toBe(
      'These rows cannot be drawn as a pie chart; a bar chart shows them instead.',
    );
    expect(told('Orders by country as an area chart', MANY)).toContain('an area chart');
  });

  it.each(['Orders by country as a pie', 'Orders by country as bars', 'Orders by country'])(
    'is not spoken of where it is drawn: %s',
    (question) => {
      expect(
        told(question, [
          ['France', 3],
          ['Spain', 2],
        ]),
      ).toBeUndefined();
    },
  );
});
