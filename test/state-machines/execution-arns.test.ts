import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';

const FOLDER = new URL('../../state-machines/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.asl.json'));
/** What a function or the worker behind a queue is sent. */
const Sent = z.union([
  z.object({ Payload: z.record(z.string(), z.unknown()) }).transform(({ Payload }) => Payload),
  z.object({ MessageBody: z.record(z.string(), z.unknown()) }).transform(({ MessageBody }) => MessageBody),
]);
const WORK = /:states:::(lambda:invoke|sqs:sendMessage)$/;

/** Each task of a machine, at any depth, that has code of ours run: its name, and what that is sent. */
function tasksOf(file: string): [string, unknown][] {
  const found: [string, unknown][] = [];
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'), (name, value) => {
    if (WORK.test(String(Object(value).Resource))) found.push([name, value.Arguments]);
    return value;
  });
  return found;
}

describe.each(FILES)('%s', (file) => {
  it('tells every function it calls, and every worker, which execution it is', () => {
    const tasks = tasksOf(file);

    expect(tasks.length).toBeGreaterThan(0);
    for (const [name, sent] of tasks) {
      const { step, ...rest } = Sent.parse(sent);
      const { executionArn } = Object(step ?? rest);
      expect([name, executionArn]).toEqual([name, '{% $states.context.Execution.Id %}']);
    }
  });
});
