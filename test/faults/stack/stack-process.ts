import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../commands/fuzz/seeded-random.ts';
import { findVariable } from '../../../local/stack/find-variable.ts';
import { invokeTask } from '../../../local/stack/invoke-task.ts';
import { type Stack, startStack } from '../../../local/stack.ts';
import { type FullDisk, watchDisk } from '../../support/full-disk.ts';
import { createFaultyServices } from './faulty-services.ts';
import { changeQueues } from './queue-behaviour.ts';
import {
  type FromStack,
  type StackOrder,
  type StackPlaces,
  type StackSettings,
  ToStack,
} from './stack-protocol.ts';

/**
 * The program of a stack under test: a whole local stack that takes orders from the harness over IPC. It is a process
 * of its own, so that it can be killed whole, and ends with the harness, however that ends.
 */
let stack: Stack | undefined;
let disk: FullDisk | undefined;
let journalPath = '';
const services = createFaultyServices(seededRandom(1));
const queues = await changeQueues();

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
process.on('message', (message) => {
  take(ToStack.parse(message)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});

async function take(message: ToStack): Promise<void> {
  if (message.type === 'start') return start(message.settings);
  if (message.type === 'stop') {
    await stack?.stop();
    process.exit(0);
  }
  const { id, order } = message;
  await carryOut(order).then(
    (value) => send({ type: 'done', id, value }),
    (error: unknown) => send({ type: 'done', id, value: undefined, error: String(error) }),
  );
}

async function start({
  dir,
  port,
  databaseUrl,
  configuration,
  environment,
  ...files
}: StackSettings): Promise<void> {
  disk = watchDisk(dir);
  journalPath = join(dir, 'step-functions.sqlite');
  const started = await startStack({
    dir,
    port,
    database: { url: databaseUrl },
    configuration,
    shared: false,
    serviceGateway: services.gateway,
    modelGateway: async ({ operation, modelId }, next) => {
      const answer = await next();
      if (operation === 'converse' && answer.status === 200) appendFileSync(files.callsFile, `${modelId}\n`);
      return answer;
    },
    extraEnvironment: environment,
    onEvent: (event, bus) => appendFileSync(files.eventsFile, `${JSON.stringify({ bus, ...event })}\n`),
    log: (line) => send({ type: 'log', line }),
  });
  stack = started;
  send({ type: 'ready', places: placesOf(started) });
}

function placesOf({ url, urls, resources }: Stack): StackPlaces {
  return {
    url,
    ...urls,
    jobsTable: findVariable(resources, 'JOBS_TABLE'),
    dataBucket: findVariable(resources, 'DATA_BUCKET'),
    machines: resources.stateMachines.map(({ arn }) => arn),
  };
}

async function carryOut(order: StackOrder): Promise<unknown> {
  if (!stack) throw new Error('The stack has not been started');
  const { functions, resources } = stack;
  switch (order.do) {
    case 'tell-pid':
      return functions.pidOf(resources.functions.find(({ task }) => task === order.task)?.name ?? '');
    case 'run-task':
      return invokeTask(resources, functions, order.task);
    case 'send-twice':
      return queues.sendTwice(order.on);
    case 'show-hidden':
      return queues.showHidden();
    case 'fill-journal':
      return disk?.turn(order.on, journalPath);
    case 'fill-disk':
      return disk?.turn(order.on);
    case 'throttle-machines':
      return services.throttle(order.share);
  }
}

function send(message: FromStack): void {
  process.send?.(message);
}
