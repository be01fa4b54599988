import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyOfServer } from './support/copy-of-server.ts';
import { download, endedExport, startExport } from './support/exports.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

let running: RunningStack;

beforeAll(async () => {
  running = await runStack();
});

afterAll(async () => {
  await running.stop();
});

describe('An export', () => {
  it('of an answered question is a file with every row, byte for byte as COPY writes it', async () => {
    const question = await running.api.ask('List all orders with their dates');
    const { id } = await startExport(running, { questionId: question.id });
    const view = await endedExport(running, id);
    const [file] = await download(view);

    const expected = await copyOfServer(running.adminUrl, question.sql ?? '');
    expect(view).toMatchObject({ status: 'READY', progress: 1, questionId: question.id });
    expect(file?.equals(expected)).toBe(true);
    expect(view.files?.[0]?.sha256).toBe(createHash('sha256').update(expected).digest('hex'));
  });
});
