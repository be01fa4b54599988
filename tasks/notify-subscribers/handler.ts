import { AnyEvent, notifySubscribers } from '../../shared/notifications/notify-subscribers.ts';
import { eachMessage } from '../../shared/platform/each-message.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { logger, ports } from './dependencies.ts';

/** Sends each event to those who subscribed to it. */
export const handler = eachMessage(logger, async (message) => {
  const event = AnyEvent.parse(message);
  const { eventId, jobId } = event.detail;
  addLogFields({ eventId, jobId });
  const subscribers = await notifySubscribers(event, ports, new Date());
  logger.info('An event was sent on.', { subscribers });
});
