import * as z from 'zod';
import { DeliveryMessage } from '../../shared/contracts/subscriptions.ts';
import { type Delivered, deliverEvent } from '../../shared/notifications/deliver-event.ts';
import { type Measured, measured, metricFields } from '../../shared/platform/embedded-metrics.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { requestHandler } from '../../shared/platform/request.ts';
import { logger, ports } from './dependencies.ts';

const QueueEvent = z.object({ Records: z.array(z.object({ body: z.string() })) });

/** What is posted, as far as the log names it: not every event is of a job. */
const Posted = z.object({ data: z.object({ jobId: z.string() }) });

/** Posts one event to one subscriber; to throw has the message come again. */
export const handler = requestHandler(async (event) => {
  for (const { body } of QueueEvent.parse(event).Records) {
    const message = DeliveryMessage.parse(JSON.parse(body));
    const { subscriptionId, eventId, attempts } = message;
    addLogFields({ subscriptionId, eventId, attempts, jobId: jobIn(message.body) });
    const outcome = await deliverEvent(message, ports);
    logger.info('A delivery was worked on.', { outcome, ...metricFields(metricsOf(outcome)) });
  }
});

/** For the log alone: what cannot be read is posted all the same. */
function jobIn(body: string): string | undefined {
  try {
    return Posted.safeParse(JSON.parse(body)).data?.data.jobId;
  } catch {
    return undefined;
  }
}

/** A message that only waits or comes too late is no attempt. */
const OUTCOMES: Partial<Record<Delivered, string>> = {
  delivered: 'delivered',
  'failed, tried again': 'failed',
  'given up': 'given-up',
};

function metricsOf(outcome: Delivered): Measured[] {
  const Outcome = OUTCOMES[outcome];
  return Outcome === undefined ? [] : [measured('delivery', { Outcome }, { Deliveries: 1 })];
}
