import { describe, expect, it } from '@jest/globals';
import { writeReply } from '../../../../shared/generation/write-reply.ts';
import { recordingObserver } from '../../../support/model-observer.ts';
import { scriptedModel } from '../../../support/scripted-model.ts';

const about = { question: 'Which tables do you have?', source: 'shop: a shop', tables: [] };
const replies = (answer: string) => ({ tool: 'reply', input: { answer } });

describe('writeReply', () => {
  it('answers from the names and descriptions of the tables, a line each', async () => {
    const model = scriptedModel(replies('Orders.'));
    const tables = [{ name: 'shop.orders', description: 'What was\nordered' }, { name: 'shop.x' }];

    const answer = await writeReply(model, { ...about, tables }, recordingObserver());

    expect(answer).toBe('Orders.');
    expect(model.requests[0]?.prompt).toBe(
      '<source>\nshop: a shop\n</source>\n<tables>\nshop.orders: What was ordered\nshop.x\n</tables>\n<question>\nWhich tables do you have?\n</question>\n',
    );
  });

  it('says how many tables there was no room for', async () => {
    const model = scriptedModel(replies('Many.'));
    const tables = Array.from({ length: 1_000 }, (_, at) => ({ name: `shop.table_${at}` }));

    await writeReply(model, { ...about, tables }, recordingObserver());

    const prompt = model.requests[0]?.prompt ?? '';
    const shown = prompt.match(/shop\.table_/g)?.length ?? 0;
    expect(prompt).toContain(`and ${1_000 - shown} more\n</tables>`);
    expect(prompt.length).toBeLessThan(4_000);
  });

  it('calls another tool ModelOutputInvalid', async () => {
    const model = scriptedModel({ tool: 'write_sql', input: {} });

    await expect(writeReply(model, about, recordingObserver())).rejects.toMatchObject({
      name: 'ModelOutputInvalid',
    });
  });
});
