import * as z from 'zod';
import { AnyEvent, notifySubscribers } from '../../shared/notifications/notify-subscribers.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import { requestHandler } from '../../shared/platform/request.ts';
import { logger, ports } from './dependencies.ts';

const QueueEvent = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

/** Sends each event to those who subscribed to it. A message that fails goes back to the queue alone. */
export const handler = requestHandler(async (event) => {
  const { Records } = QueueEvent.parse(event);
  const failed = await Promise.all(Records.map(tryRecord));
  return { batchItemFailures: failed.filter((id) => id !== undefined).map((id) => ({ itemIdentifier: id })) };
});

async function tryRecord({ messageId, body }: { messageId: string; body: string }) {
  try {
    const event = AnyEvent.parse(JSON.parse(body));
    const { eventId, jobId } = event.detail;
    const subscribers = await notifySubscribers(event, ports, new Date());
    logger.info('An event was sent on.', { eventId, jobId, subscribers });
    return undefined;
  } catch (error) {
    logger.error('An event could not be sent on.', { messageId, ...errorFields(error) });
    return messageId;
  }
}
