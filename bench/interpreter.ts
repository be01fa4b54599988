import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { createStepFunctions, type StepFunctions } from '../local/step-functions/create-step-functions.ts';
import type { Journal } from '../local/step-functions/journal/journal.ts';
import { openJournal } from '../local/step-functions/journal/sqlite-journal.ts';
import { startWireServer } from '../local/wire/wire-server.ts';
import type { BenchLine } from './bench-line.ts';

/** Seven states: a task, a choice, and variables and outputs between them. */
const MACHINE = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { id: '{% $states.input.id %}', attempts: 0 }, Next: 'Shape' },
    Shape: { Type: 'Pass', Output: { text: "{% 'question ' & $string($id) %}" }, Next: 'Ask' },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'answer', Payload: { question: '{% $states.input.text %}' } },
      Assign: { attempts: '{% $attempts + 1 %}' },
      Output: '{% $states.result.Payload %}',
      Retry: [{ ErrorEquals: ['ModelThrottled'], JitterStrategy: 'FULL' }],
      TimeoutSeconds: 30,
      Next: 'Good?',
    },
    'Good?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.rows > 3 and $attempts < 3 %}', Next: 'Keep' }],
      Default: 'Failed',
    },
    Keep: { Type: 'Pass', Assign: { rows: '{% $states.input.rows %}' }, Next: 'Explain' },
    Explain: { Type: 'Pass', Output: { id: '{% $id %}', rows: '{% $rows %}' }, Next: 'Done' },
    Done: { Type: 'Succeed' },
    Failed: { Type: 'Fail' },
  },
});

const IN_PROCESS = 4_000;
const THROUGH_WIRE = 1_000;
const CONCURRENCY = 8;

/** Executions a second in process and through the wire, the time to the first one's end, and what the journal costs. */
export async function benchInterpreter(): Promise<BenchLine[]> {
  const dir = mkdtempSync(join(tmpdir(), 'inquery-bench-'));
  const journal = () => openJournal(join(dir, 'step-functions.sqlite'), console.error);
  try {
    // A file is made once: what counts is a start on one that is there.
    journal().close();
    const startUp = await measureStartUp(journal);
    const bare = await measureProcessorTime(ready());
    const { stepFunctions, stateMachineArn } = ready(journal());
    const kept = await measureProcessorTime({ stepFunctions, stateMachineArn });
    const inProcess = await perSecond(IN_PROCESS, () =>
      runInProcess(stepFunctions, stateMachineArn, IN_PROCESS),
    );
    const wire = await measureWire(stepFunctions, stateMachineArn);
    stepFunctions.close();
    return [
      atLeast('interpreter, in process, journalled', inProcess, 1000),
      atLeast('interpreter, start through the wire and describe, journalled', wire, 300),
      atMost('interpreter, start-up to the first result, journalled', startUp, 20),
      { name: 'interpreter, processor time of an execution, journalled', value: kept, unit: 'µs' },
      { name: '… without the journal', value: bare, unit: 'µs' },
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function atMost(name: string, value: number, budget: number): BenchLine {
  return { name, value, unit: 'ms', budget: `<= ${budget}`, pass: value <= budget };
}

function atLeast(name: string, value: number, budget: number): BenchLine {
  return { name, value, unit: 'executions/s', budget: `>= ${budget}`, pass: value >= budget };
}

interface Ready {
  readonly stepFunctions: StepFunctions;
  readonly stateMachineArn: string;
}

function ready(journal?: Journal): Ready {
  const invokeLambda = async () => ({ payload: { rows: 5 } });
  const stepFunctions = createStepFunctions({ integrations: { invokeLambda }, journal });
  const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'bench', definition: MACHINE });
  return { stepFunctions, stateMachineArn };
}

/** Of this process, in microseconds an execution, once warm. */
async function measureProcessorTime({ stepFunctions, stateMachineArn }: Ready): Promise<number> {
  await runInProcess(stepFunctions, stateMachineArn, IN_PROCESS / 2);
  const before = process.cpuUsage();
  await runInProcess(stepFunctions, stateMachineArn, IN_PROCESS);
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / IN_PROCESS);
}

async function measureStartUp(journal: () => Journal): Promise<number> {
  const before = performance.now();
  const { stepFunctions, stateMachineArn } = ready(journal());
  await runInProcess(stepFunctions, stateMachineArn, 1);
  stepFunctions.close();
  return Math.round((performance.now() - before) * 10) / 10;
}

async function runInProcess(
  stepFunctions: StepFunctions,
  stateMachineArn: string,
  count: number,
): Promise<void> {
  await eachConcurrently(count, async (id) => {
    const { ended } = stepFunctions.startExecution({ stateMachineArn, input: JSON.stringify({ id }) });
    const { status } = await ended;
    if (status !== 'SUCCEEDED') throw new Error(`The bench machine ended as ${status}`);
  });
}

async function measureWire(stepFunctions: StepFunctions, stateMachineArn: string): Promise<number> {
  const server = await startWireServer([stepFunctions.service], 0);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SFNClient({ endpoint: server.url, region: 'us-east-1', credentials });
  const run = (count: number) =>
    eachConcurrently(count, async (id) => {
      const start = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ id }) });
      const { executionArn } = await client.send(start);
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'SUCCEEDED') throw new Error(`The bench machine is ${status}`);
    });
  await run(100);
  const rate = await perSecond(THROUGH_WIRE, () => run(THROUGH_WIRE));
  client.destroy();
  await server.close();
  return rate;
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const before = performance.now();
  await work();
  return Math.round((count * 1000) / (performance.now() - before));
}

async function eachConcurrently(count: number, work: (index: number) => Promise<void>): Promise<void> {
  const indexes = Array.from({ length: count }).keys();
  const worker = async () => {
    for (const index of indexes) await work(index);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
