import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createStepFunctions } from '../../local/step-functions/create-step-functions.ts';
import type { MapObjects } from '../../local/step-functions/integrations/ports.ts';
import type { BenchLine } from '../bench-line.ts';
import type { MapMachine } from './map-machine.ts';
import { batchMachine } from './trivial-batch.ts';

const ITEMS = 20_000;
/** After so many the Map has warmed up and the executions that are kept have filled their room. */
const WARM = 5_000;
const MAY_GROW_MIB = 16;

setFlagsFromString('--expose-gc');
/** V8's own, so that what is counted is what is held and not what lies about. */
const collectGarbage: () => void = runInNewContext('gc');

/**
 * Two distributed Maps over 20,000 items: one of a single Pass, and the batch machine as deployed with functions, table
 * and questions that do nothing. How much the memory grows once each has warmed up, and items a second.
 */
export async function benchMapMemory(): Promise<BenchLine[]> {
  return [
    ...(await measure('distributed map', passMachine)),
    ...(await measure('batch machine, trivial questions', batchMachine)),
  ];
}

async function measure(name: string, machineOver: (objects: MapObjects) => MapMachine): Promise<BenchLine[]> {
  const heap: number[] = [];
  const { stepFunctions, stateMachineArn, input } = machineOver(countingObjects(heap));
  const startedAt = performance.now();
  const { ended } = stepFunctions.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  const { status, cause } = await ended;
  const seconds = (performance.now() - startedAt) / 1000;
  stepFunctions.close();
  if (status !== 'SUCCEEDED') throw new Error(`The ${name} ended as ${status}: ${cause}`);
  const growth = Math.max(...heap.slice(1)) - (heap[0] ?? 0);
  return [
    {
      name: `${name}, heap growth from item ${WARM} to ${ITEMS}`,
      value: Math.round(growth * 10) / 10,
      unit: 'MiB',
      budget: `<= ${MAY_GROW_MIB}`,
      pass: growth <= MAY_GROW_MIB,
    },
    { name: `${name}, items a second`, value: Math.round(ITEMS / seconds), unit: '/s' },
  ];
}

function passMachine(objects: MapObjects): MapMachine {
  const stepFunctions = createStepFunctions({ integrations: { objects } });
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        MaxConcurrency: 40,
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          Arguments: { Bucket: 'b', Key: 'items.jsonl' },
          ReaderConfig: { InputType: 'JSONL' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Answer',
          States: { Answer: { Type: 'Pass', Output: { id: '{% $states.input.jobId %}' }, End: true } },
        },
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          Arguments: { Bucket: 'b', Prefix: 'out' },
        },
        End: true,
      },
    },
  });
  const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'batch', definition });
  return { stepFunctions, stateMachineArn, input: {} };
}

/** Makes the items as they are read, so that the bench holds none, and looks at the heap while it does. */
function countingObjects(heap: number[]): MapObjects {
  async function* lines() {
    for (let id = 0; id < ITEMS; id++) {
      if (id >= WARM && id % 1_000 === 0) heap.push(heapMiB());
      yield Buffer.from(`${JSON.stringify(itemOf(id))}\n`);
    }
  }
  return { get: async () => lines(), put: async () => {} };
}

const itemOf = (at: number) => ({
  jobId: `01JF${String(at).padStart(22, '0')}`,
  question: 'How many customers are there?',
  source: 'northwind',
  mode: 'answer',
});

function heapMiB(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
