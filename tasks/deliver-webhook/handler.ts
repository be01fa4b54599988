import * as z from 'zod';
import { DeliveryMessage } from '../../shared/contracts/subscriptions.ts';
import { deliverEvent } from '../../shared/notifications/deliver-event.ts';
import { logger, ports } from './dependencies.ts';

const QueueEvent = z.object({ Records: z.array(z.object({ body: z.string() })) });

/** Posts one event to one subscriber; to throw has the message come again. */
export async function handler(event: unknown): Promise<void> {
  for (const { body } of QueueEvent.parse(event).Records) {
    const message = DeliveryMessage.parse(JSON.parse(body));
    const outcome = await deliverEvent(message, ports);
    const { subscriptionId, eventId, attempts } = message;
    logger.info('A delivery was worked on.', { subscriptionId, eventId, attempts, outcome });
  }
}
