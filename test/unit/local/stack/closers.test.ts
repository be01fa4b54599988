import { describe, expect, it } from '@jest/globals';
import { createClosers } from '../../../../local/stack/closers.ts';

describe('closers', () => {
  it('stop what was started, last first, once', async () => {
    const stopped: string[] = [];
    const closers = createClosers();
    closers.add(() => stopped.push('first'));
    closers.add(async () => stopped.push('second'));
    await Promise.all([closers.closeAll(), closers.closeAll()]);
    expect(stopped).toEqual(['second', 'first']);
  });

  it('stop the rest when one of them fails, and say so', async () => {
    const stopped: string[] = [];
    const closers = createClosers();
    closers.add(() => stopped.push('first'));
    closers.add(() => {
      throw new Error('stuck');
    });
    await expect(closers.closeAll()).rejects.toMatchObject({
      errors: [expect.objectContaining({ message: 'stuck' })],
    });
    expect(stopped).toEqual(['first']);
  });
});
