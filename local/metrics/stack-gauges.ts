import * as z from 'zod';
import type { LocalFauxqs } from '../fauxqs/start-fauxqs.ts';
import type { StepFunctions } from '../step-functions/create-step-functions.ts';
import type { LocalResources } from '../template/read-resources.ts';
import type { Gauge } from './exposition.ts';

/** What queues and machines hold now. */
export async function stackGauges(
  { queues, stateMachines }: Pick<LocalResources, 'queues' | 'stateMachines'>,
  fauxqs: Pick<LocalFauxqs, 'queueLoad'>,
  stepFunctions: Pick<StepFunctions, 'service'>,
  now = Date.now(),
): Promise<Gauge[]> {
  const loads = queues.map(({ name: queue }) => ({ queue, ...fauxqs.queueLoad(queue) }));
  const running = await Promise.all(
    stateMachines.map(async ({ name, arn }) => ({
      labels: { machine: name },
      value: await runningOf(arn, stepFunctions),
    })),
  );
  return [
    {
      name: 'queue_messages',
      help: 'Messages in a queue that can be received, have been, or are to come later.',
      values: loads.flatMap(({ queue, visible, inFlight, delayed }) =>
        Object.entries({ visible, in_flight: inFlight, delayed }).map(([state, value]) => ({
          labels: { queue, state },
          value,
        })),
      ),
    },
    {
      name: 'queue_oldest_message_age_seconds',
      help: 'How long ago the oldest message in a queue was sent; 0 of an empty one.',
      values: loads.map(({ queue, oldestSentAt }) => ({
        labels: { queue },
        value: oldestSentAt === undefined ? 0 : Math.max(0, now - oldestSentAt) / 1000,
      })),
    },
    {
      name: 'executions_running',
      help: 'Executions of a state machine that have not ended.',
      values: running,
    },
  ];
}

/** More than this many are told as this many. */
const MOST_LISTED = 1_000;
const Listed = z.object({ executions: z.array(z.unknown()) });

/** Asked over the service's own protocol, which says nothing of how it keeps them. */
async function runningOf(
  stateMachineArn: string,
  { service }: Pick<StepFunctions, 'service'>,
): Promise<number> {
  const request = { stateMachineArn, statusFilter: 'RUNNING', maxResults: MOST_LISTED };
  const { body } = await service.handle({
    method: 'POST',
    path: '/',
    query: '',
    headers: { 'x-amz-target': 'AWSStepFunctions.ListExecutions' },
    body: Buffer.from(JSON.stringify(request)),
  });
  return Listed.parse(JSON.parse(String(body))).executions.length;
}
