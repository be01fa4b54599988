import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../../../commands/eval/read-arguments.ts';

describe('the arguments of npm run eval', () => {
  it('has a value for what is left out', () => {
    const given = readArguments(['--suite', 's.jsonl', '--source', 'northwind', '--concurrency', '3']);

    expect(given).toMatchObject({
      suite: 's.jsonl',
      target: { source: 'northwind' },
      limit: Number.POSITIVE_INFINITY,
      concurrency: 3,
      config: 'inquery.config.json',
      bedrock: false,
      resume: false,
    });
  });

  it.each([
    ['no suite', ['--source', 'x'], '--suite is missing'],
    ['no target', ['--suite', 's'], 'Give one of --source and --url'],
    [
      'two targets',
      ['--suite', 's', '--source', 'x', '--url', 'postgres://h/d'],
      'Give one of --source and --url',
    ],
    [
      'a limit of none',
      ['--suite', 's', '--source', 'x', '--limit', '0'],
      '--limit takes a whole number from 1',
    ],
    [
      'half a question at a time',
      ['--suite', 's', '--source', 'x', '--concurrency', '0.5'],
      '--concurrency takes',
    ],
    ['nothing to resume', ['--suite', 's', '--source', 'x', '--resume'], '--resume needs --out'],
    [
      'a record without asking',
      ['--suite', 's', '--source', 'x', '--record', 'd', '--export-prompts', 'f'],
      'give one of them',
    ],
    ['an unknown option', ['--suit', 's'], "Unknown option '--suit'"],
  ])('are refused with %s', (_, words, message) => {
    expect(() => readArguments(words)).toThrow(message);
  });

  it('ask for help', () => {
    expect(readArguments(['-h'])).toBeUndefined();
  });
});
