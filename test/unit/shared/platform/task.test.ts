import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import type { Step } from '../../../../shared/contracts/job.ts';
import { QuestionInput, StepContext } from '../../../../shared/contracts/question-machine.ts';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';
import { newLogger } from '../../../../shared/platform/logger.ts';
import { newTask, type TaskNotes } from '../../../../shared/platform/task.ts';
import type { TaskPorts } from '../../../../shared/platform/task-run.ts';
import { metricsIn } from '../../../support/embedded-metrics.ts';
import { jobId, newContext, newInput } from '../../../support/question-records.ts';

const Input = z.strictObject({ job: QuestionInput, step: StepContext });
const event = { job: newInput(), step: newContext('Generate', 5) };
const use = { model: 'small', tokensIn: 10, tokensOut: 2, tokensCached: 4, costUsd: 0.5 };

describe('newTask', () => {
  let steps: { jobId: string; context: StepContext; step: Step; standaloneQuestion: string | undefined }[];
  let kept: Map<string, string>;
  let ports: TaskPorts;
  let logged: string;

  beforeEach(() => {
    steps = [];
    kept = new Map();
    logged = '';
    ports = {
      recordStep: async (id, context, step, standaloneQuestion) => {
        steps.push({ jobId: id, context, step, standaloneQuestion });
      },
      exchanges: {
        put: async (key, body) => {
          kept.set(key, String(body));
        },
        getText: async (key) => kept.get(key),
      },
    };
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
      logged += line;
      return true;
    });
  });

  const invoke = (run: (input: unknown, notes: TaskNotes) => Promise<unknown>, given: unknown = event) =>
    newTask({ input: Input, ports, run })(given, { awsRequestId: 'request-1' });

  it('gives the parsed event to the task and its result to the caller', async () => {
    const result = await invoke(async (input) => ({ saw: input }));

    expect(result).toEqual({ saw: event });
  });

  it.each([null, {}, { ...event, extra: 1 }, { ...event, job: { ...event.job, id: 'no ulid' } }])(
    'refuses an event that is not its own without running: %j',
    async (given) => {
      const run = jest.fn(async () => 1);

      await expect(invoke(run, given)).rejects.toMatchObject({ name: 'Internal' });

      expect(run).not.toHaveBeenCalled();
    },
  );

  it('records the run as a step of its visit', async () => {
    await invoke(async () => 1);

    expect(steps).toEqual([
      {
        jobId: jobId(1),
        context: event.step,
        step: { state: 'Generate', startedAt: expect.any(String), ms: expect.any(Number) },
        standaloneQuestion: undefined,
      },
    ]);
  });

  it('makes no step of a run that had nothing to do, unless it cost something or failed', async () => {
    await invoke(async (_, notes) => notes.idle());
    expect(steps).toEqual([]);

    await invoke(async (_, notes) => {
      notes.idle();
      notes.use(use);
    });
    expect(steps).toHaveLength(1);

    const failing = invoke(async (_, notes) => {
      notes.idle();
      throw new Error('no');
    });
    await expect(failing).rejects.toMatchObject({ name: 'Internal' });
    expect(steps).toHaveLength(2);
  });

  it('records what the task noted, model uses added up', async () => {
    await invoke(async (_, notes) => {
      notes.use(use);
      notes.use(use);
      notes.sql('SELECT 1');
      notes.standaloneQuestion('All of it');
    });

    expect(steps[0]).toMatchObject({
      step: {
        model: 'small',
        calls: 2,
        tokensIn: 20,
        tokensOut: 4,
        tokensCached: 8,
        costUsd: 1,
        sql: 'SELECT 1',
      },
      standaloneQuestion: 'All of it',
    });
  });

  it('records which prompts it sent, and keeps several exchanges as a list', async () => {
    await invoke(async (_, notes) => {
      notes.prompt('classify', 'a1');
      notes.exchange({ said: 1 });
      notes.prompt('reply', 'b2');
      notes.exchange({ said: 2 });
    });

    expect(steps[0]?.step).toMatchObject({ prompts: { classify: 'a1', reply: 'b2' } });
    expect([...kept.values()].map((text) => JSON.parse(text))).toMatchObject([[{ said: 1 }, { said: 2 }]]);
  });

  it('keeps an exchange with a model under its job and visit', async () => {
    await invoke(async (_, notes) => notes.exchange({ prompt: 'p' }));

    expect([...kept.keys()]).toEqual([`jobs/${jobId(1)}/exchanges/2026-01-02T03:04:05.000Z-Generate-0.json`]);
    expect([...kept.values()].map((text) => JSON.parse(text))).toEqual([
      { prompt: 'p', startedAt: steps[0]?.step.startedAt },
    ]);
  });

  it('lets an error of the contract out as it is, and records it with what was paid for', async () => {
    const refusal = new InqueryError('NotAnswerable', 'No such data.');

    const failed = invoke(async (_, notes) => {
      notes.use(use);
      throw refusal;
    });

    await expect(failed).rejects.toBe(refusal);
    expect(steps[0]?.step).toMatchObject({
      tokensIn: 10,
      error: { name: 'NotAnswerable', message: 'No such data.' },
    });
  });

  it('calls any other error Internal and tells nobody what it said', async () => {
    const failed = invoke(async () => {
      throw new TypeError('password hunter2 at 10.0.0.1');
    });

    await expect(failed).rejects.toMatchObject({
      name: 'Internal',
      message: 'Something went wrong inside Inquery.',
    });
    expect(JSON.stringify(steps)).not.toContain('hunter2');
    expect(logged).not.toContain('hunter2');
  });

  it('logs where an unexpected error came from', async () => {
    await invoke(async () => {
      throw new TypeError('x');
    }).catch(() => undefined);

    expect(logged).toContain('TypeError');
    expect(logged).toContain('task.test.ts');
  });

  it('logs no more of what an error of the contract hides than its kind', async () => {
    const cause = Object.assign(new Error('value "4111 1111"'), { code: '22P02' });
    await invoke(async () => {
      throw new InqueryError('TypeMismatch', 'Wrong type.', { cause });
    }).catch(() => undefined);

    expect(logged).toContain('22P02');
    expect(logged).not.toContain('4111');
  });

  it.each([
    ['of the contract', new InqueryError('TypeMismatch', 'Wrong type.', { cause: new Error('hunter2') })],
    ['of any other kind', Object.assign(new Error('hunter2'), { detail: 'Key (ssn)=(4711)' })],
  ])('lets nothing of an error %s out but its name and sentence', async (_, thrown) => {
    const error = Object(await invoke(() => Promise.reject(thrown)).catch((rejected) => rejected));

    const carried = Object.getOwnPropertyNames(error).map((name) => [name, Reflect.get(error, name)]);
    expect(JSON.stringify(carried)).not.toMatch(/hunter2|4711|\.ts/);
  });

  it('lets the error itself out when it cannot be recorded', async () => {
    ports = { recordStep: () => Promise.reject(new Error('table gone')) };

    const failed = invoke(async () => {
      throw new InqueryError('ModelThrottled', 'Too many.');
    });

    await expect(failed).rejects.toMatchObject({ name: 'ModelThrottled' });
    expect(logged).toContain('A step was not recorded.');
  });

  it('gives no result that is not on record', async () => {
    ports = { recordStep: () => Promise.reject(new Error('table gone')) };

    await expect(invoke(async () => 'result')).rejects.toMatchObject({ name: 'Internal' });
  });

  it('fails by a name that is retried when its record met a failure that passes', async () => {
    const throttled = Object.assign(new Error('secret'), { name: 'ProvisionedThroughputExceededException' });
    ports = { recordStep: () => Promise.reject(throttled) };

    await expect(invoke(async () => 'result')).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    expect(logged).not.toContain('secret');
  });

  it('returns only after its writes are done', async () => {
    let done = false;
    const slow = new Promise<void>((resolve) => {
      setTimeout(() => {
        done = true;
        resolve();
      }, 20);
    });

    await invoke(async (_, notes) => notes.write(slow));

    expect(done).toBe(true);
  });

  it('fails with a write, and its record says so', async () => {
    const failed = invoke(async (_, notes) => notes.write(Promise.reject(new Error('bucket gone'))));

    await expect(failed).rejects.toMatchObject({ name: 'Internal' });
    expect(steps.at(-1)?.step).toMatchObject({ error: { name: 'Internal' } });
  });

  it('fails with its own error when a write fails too', async () => {
    const failed = invoke(async (_, notes) => {
      notes.write(Promise.reject(new Error('bucket gone')));
      throw new InqueryError('NotAnswerable', 'No such data.');
    });

    await expect(failed).rejects.toMatchObject({ name: 'NotAnswerable' });
  });

  it('logs one line for each run, with neither question nor SQL', async () => {
    await invoke(async (_, notes) => notes.sql('SELECT secret'));

    expect(logged.trim().split('\n')).toHaveLength(1);
    expect(logged).not.toMatch(/SELECT secret|How many orders/);
  });

  it('names job, execution, state and request in every line, also of code that knows of none', async () => {
    ports = { recordStep: () => Promise.reject(new Error('table gone')) };
    const executionArn = 'arn:aws:states:eu-west-1:000000000000:execution:inquery-question:x';
    const inCandidate = { ...event, step: { ...event.step, executionArn, branch: 'candidate-1' } };
    const run = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      newLogger({ task: 'deep' }).info('said deep inside');
      throw new TypeError('x');
    };

    await Promise.all([
      invoke(run, inCandidate).catch(() => undefined),
      invoke(async () => 1, { ...event, job: newInput({ id: jobId(2) }) }).catch(() => undefined),
    ]);

    const lines = logged.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
    const ofFirst = lines.filter((line) => line.jobId === jobId(1));
    expect(ofFirst.map(({ message }) => message)).toEqual([
      'said deep inside',
      'A task failed in an unexpected way.',
      'A step was not recorded.',
      'step',
    ]);
    const names = { executionArn, state: 'Generate', branch: 'candidate-1', requestId: 'request-1' };
    for (const line of ofFirst) expect(line).toMatchObject(names);
    expect(lines.filter((line) => line.jobId === jobId(2))).toHaveLength(lines.length - ofFirst.length);
  });

  it('prints what a run took and used as metrics, once though its record failed first', async () => {
    const failed = invoke(async (_, notes) => {
      notes.use(use);
      notes.write(Promise.reject(new Error('bucket gone')));
    });

    await failed.catch(() => undefined);
    const metrics = metricsIn(logged);
    expect(metrics.map(({ name, dimensions, value }) => [name, dimensions, value])).toEqual([
      ...bothOf({ State: 'Generate' }, { StateLatency: expect.any(Number) }),
      ['StateErrors', { Deployment: 'inquery' }, 1],
      ['StateErrors', { Deployment: 'inquery', State: 'Generate' }, 1],
      ['StateErrors', { Deployment: 'inquery', Error: 'Internal' }, 1],
      ...bothOf(
        { Model: 'small' },
        { ModelCalls: 1, TokensIn: 10, TokensOut: 2, TokensCached: 4, CostUsd: 0.5 },
      ),
    ]);
  });
});

/** Each metric as it is kept for the deployment, then for one dimension. */
const bothOf = (dimension: Record<string, string>, values: Record<string, unknown>) =>
  [{ Deployment: 'inquery' }, { Deployment: 'inquery', ...dimension }].flatMap((dimensions) =>
    Object.entries(values).map(([name, value]) => [name, dimensions, value]),
  );
