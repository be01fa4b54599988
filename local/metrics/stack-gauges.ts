import type { LocalFauxqs } from '../fauxqs/start-fauxqs.ts';
import type { StepFunctions } from '../step-functions/create-step-functions.ts';
import type { LocalResources } from '../template/read-resources.ts';
import type { Gauge } from './exposition.ts';

/** What queues and machines hold now. */
export function stackGauges(
  { queues, stateMachines }: Pick<LocalResources, 'queues' | 'stateMachines'>,
  fauxqs: Pick<LocalFauxqs, 'queueLoad'>,
  stepFunctions: Pick<StepFunctions, 'running' | 'waiting'>,
  now = Date.now(),
): Gauge[] {
  const loads = queues.map(({ name: queue }) => ({ queue, ...fauxqs.queueLoad(queue) }));
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
      values: stateMachines.map(({ name, arn }) => ({
        labels: { machine: name },
        value: stepFunctions.running(arn),
      })),
    },
    {
      name: 'calls_waiting',
      help: 'Calls of functions by state machines that wait for their turn.',
      values: [{ labels: {}, value: stepFunctions.waiting() }],
    },
  ];
}
