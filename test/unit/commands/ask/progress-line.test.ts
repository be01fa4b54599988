import { describe, expect, it } from '@jest/globals';
import { progressLine } from '../../../../commands/ask/progress-line.ts';

function newOutput(terminal: { isTTY: boolean; columns: number }) {
  const written: string[] = [];
  const write = (text: Uint8Array | string) => written.push(String(text)) > 0;
  return { output: { ...terminal, write }, written };
}

describe('A line of progress', () => {
  it('is written over on a terminal, and never wraps', () => {
    const { output, written } = newOutput({ isTTY: true, columns: 6 });
    const line = progressLine(output);

    line.show('12345678', 'a');
    line.end();

    expect(written).toEqual(['\r12345\u001b[K', '\n']);
  });

  it('goes to a log when the stage is another, and every ten seconds', () => {
    const { output, written } = newOutput({ isTTY: false, columns: 0 });
    let now = 1_000;
    const line = progressLine(output, () => now);

    for (const [at, text, stage] of [
      [1_000, 'a', 'RUNNING'],
      [1_500, 'b', 'RUNNING'],
      [11_000, 'c', 'RUNNING'],
      [11_500, 'd', 'READY'],
    ] as const) {
      now = at;
      line.show(text, stage);
    }

    expect(written).toEqual(['a\n', 'c\n', 'd\n']);
  });
});
