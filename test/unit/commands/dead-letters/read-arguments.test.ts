import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../../../commands/dead-letters/read-arguments.ts';

describe('The words of npm run dead-letters', () => {
  it('say what to do with which queue', () => {
    expect(readArguments(['redrive', 'Letters', '--message', 'm1', '--aws'])).toEqual({
      ...{ verb: 'redrive', queue: 'Letters', message: 'm1', aws: true },
    });
  });

  it.each([[['list', 'a', 'b']], [['inspect']], [['redrive']], [['delete', 'Letters']]])(
    'are refused as %j',
    (words) => {
      expect(() => readArguments(words)).toThrow(/Say /);
    },
  );

  it('are explained when there are none', () => {
    expect(readArguments([])).toBeUndefined();
  });
});
