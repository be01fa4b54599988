import { describe, expect, it } from '@jest/globals';
import { newLogger } from '../../../../shared/platform/logger.ts';

describe('newLogger', () => {
  it('writes one JSON object a line, with its context', () => {
    const lines: string[] = [];
    const logger = newLogger({ task: 'sweep' }, 'info', (line) => lines.push(line));

    logger.warn('late\nagain', { ms: 12 });

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      message: 'late\nagain',
      task: 'sweep',
      ms: 12,
    });
  });

  it('leaves out what is below its level', () => {
    const lines: string[] = [];
    const logger = newLogger({}, 'warn', (line) => lines.push(line));

    logger.debug('a');
    logger.info('b');
    logger.error('c');

    expect(lines.map((line) => JSON.parse(line).message)).toEqual(['c']);
  });
});
