import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import type { KeptStep } from '../../../../shared/contracts/job.ts';
import { QuestionInput, StepContext } from '../../../../shared/contracts/question-machine.ts';
import { askModel } from '../../../../shared/generation/ask-model.ts';
import { withPaidEarlier } from '../../../../shared/jobs/paid-earlier.ts';
import { UnusableReply } from '../../../../shared/model/unusable-reply.ts';
import { newTask } from '../../../../shared/platform/task.ts';
import type { PromptText } from '../../../../shared/prompts/prompt-text.ts';
import { createMemoryObjectStore, type MemoryObjectStore } from '../../../support/memory-object-store.ts';
import { newContext, newInput } from '../../../support/question-records.ts';
import { type ScriptedModel, scriptedModel } from '../../../support/scripted-model.ts';

const Input = z.strictObject({ job: QuestionInput, step: StepContext });
const TOOL = { name: 'say', description: '', inputSchema: {} };
const use = { model: 'scripted', tokensIn: 10, tokensOut: 1, tokensCached: 0, costUsd: 0.001 };
const said = (input: number) => ({ tool: 'say', input });

let objects: MemoryObjectStore;
let steps: KeptStep[];

beforeEach(() => {
  objects = createMemoryObjectStore();
  steps = [];
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

/** Asks each of these, in order; the run's step is lost where it is killed, as is its result. */
function run(
  model: ScriptedModel,
  { asks = ['a'], step = newContext('Generate', 5), isKilled = false } = {},
): Promise<unknown> {
  const prompt: PromptText = { name: 'classify', version: '1', system: 'static', template: '{{question}}' };
  const handler = newTask({
    input: Input,
    ports: {
      exchanges: objects,
      recordStep: async (_id, _context, kept) => void steps.push(kept),
    },
    run: async (_event, notes) => {
      const replies: unknown[] = [];
      for (const words of asks) {
        replies.push((await askModel(model, prompt, { question: words }, [TOOL], notes)).input);
      }
      // What a kill leaves: the reply on file, and nothing of what came after it.
      return isKilled ? new Promise(() => undefined) : replies;
    },
  });
  return handler({ job: newInput(), step }, { awsRequestId: 'r' });
}

async function killed(model: ScriptedModel, asks?: string[]): Promise<void> {
  void run(model, { isKilled: true, ...(asks && { asks }) });
  while (objects.objects.size === 0 || model.requests.length < (asks?.length ?? 1))
    await new Promise((resolve) => setImmediate(resolve));
}

describe('a run of a visit that was killed after its model had answered', () => {
  it('takes the reply that is on file, and its use for the one step', async () => {
    await killed(scriptedModel(said(1)));
    const second = scriptedModel(said(2));

    expect(await run(second)).toEqual([1]);

    expect(second.requests).toEqual([]);
    expect(steps).toMatchObject([use]);
    expect(steps[0]).not.toHaveProperty('calls');
  });

  it('goes on where the file ends', async () => {
    await killed(scriptedModel(said(1)), ['a']);
    const second = scriptedModel(said(2));

    expect(await run(second, { asks: ['a', 'b'] })).toEqual([1, 2]);

    expect(second.requests).toMatchObject([{ prompt: expect.stringContaining('b') }]);
    expect(steps).toMatchObject([{ calls: 2, tokensIn: 20 }]);
  });

  it('keeps the other replies that are on file, should it be killed in its turn', async () => {
    const put = jest.spyOn(objects, 'put');
    const untilFiled = async (times: number) => {
      while (put.mock.calls.length < times) await new Promise((resolve) => setImmediate(resolve));
    };
    await killed(scriptedModel(said(1), said(2)), ['a', 'b']);
    await untilFiled(2);
    void run(scriptedModel(), { isKilled: true });
    await untilFiled(3);
    const third = scriptedModel();

    expect(await run(third, { asks: ['a', 'b'] })).toEqual([1, 2]);

    expect(third.requests).toEqual([]);
  });

  it('records its step as the same run, which is paid for once', async () => {
    await run(scriptedModel(said(1)));
    await run(scriptedModel());

    expect(steps.map(({ startedAt, costUsd }) => ({ startedAt, costUsd }))).toEqual([
      { startedAt: steps[0]?.startedAt, costUsd: use.costUsd },
      { startedAt: steps[0]?.startedAt, costUsd: use.costUsd },
    ]);
    const [first, second] = steps;
    expect(first && second && withPaidEarlier(second, first)).toBeUndefined();
  });

  it.each([
    ['other words', { asks: ['b'] }],
    ['the next try', { step: { ...newContext('Generate', 5), retry: 1 } }],
    ['another visit of the state', { step: newContext('Generate', 6) }],
    ['another branch', { step: { ...newContext('Generate', 5), branch: 'candidate-1' } }],
  ])('asks anew for %s', async (_, other) => {
    await killed(scriptedModel(said(1)));

    expect(await run(scriptedModel(said(2)), other)).toEqual([2]);
  });

  it('asks anew where no use could be made of the reply', async () => {
    const unusable = new UnusableReply('The model answered without a tool call.', use, [{ text: 'No.' }]);
    await expect(run(scriptedModel(unusable))).rejects.toThrow('without a tool call');

    expect(await run(scriptedModel(said(2)))).toEqual([2]);
  });

  it('takes a reply once: the same words asked twice are asked again', async () => {
    await killed(scriptedModel(said(1)));

    expect(await run(scriptedModel(said(2)), { asks: ['a', 'a'] })).toEqual([1, 2]);
  });
});

it('a run that begins as soon as its state was entered looks for nothing', async () => {
  const step = { ...newContext('Generate', 5), enteredAt: new Date().toISOString() };

  expect(await run(scriptedModel(said(1)), { step })).toEqual([1]);

  expect(objects.reads).toEqual([]);
});
