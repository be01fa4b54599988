import { describe, expect, it } from '@jest/globals';
import { contextKey, readContext } from '../../../../shared/generation/question-context.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';

describe('readContext', () => {
  it('gives what was put down for the job', async () => {
    const objects = createMemoryObjectStore();
    const context = { dialect: 'postgres', schema: 'CREATE TABLE t ();', tables: ['s.t'], tokens: 5 };
    await objects.put(contextKey('J1'), JSON.stringify(context), 'application/json');

    expect(await readContext(objects, contextKey('J1'))).toEqual(context);
  });

  it('says that it is gone', async () => {
    await expect(readContext(createMemoryObjectStore(), contextKey('J1'))).rejects.toMatchObject({
      name: 'Internal',
      message: 'The context of this question is gone.',
    });
  });
});
