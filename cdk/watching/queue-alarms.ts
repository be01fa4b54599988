import { Duration } from 'aws-cdk-lib';
import type { AlarmSpec } from './alarm.ts';
import type { Watched } from './watched.ts';

const period = Duration.minutes(5);
/** Beyond every wait that is planned: a delayed message, one that is hidden, an export in the line of others. */
const OLDEST_SECONDS = 1_800;

/** Messages that nothing works on any more, and those that wait too long. */
export function queueAlarms({ queues, deadLetters }: Pick<Watched, 'queues' | 'deadLetters'>): AlarmSpec[] {
  const letters = [...deadLetters].map(([of, queue]) => ({
    kind: 'dead-letters',
    of,
    meaning: 'A message was given up after every attempt.',
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period }),
    threshold: 1,
  }));
  const ages = [...queues].map(([of, queue]) => ({
    kind: 'oldest-message',
    of,
    meaning: 'A message has been in this queue for half an hour.',
    metric: queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period }),
    threshold: OLDEST_SECONDS,
  }));
  return [...letters, ...ages];
}
