import * as z from 'zod';
import { errorFields } from './error-fields.ts';
import { withLogFields } from './log-fields.ts';
import type { Logger } from './logger.ts';
import { requestHandler } from './request.ts';

const QueueEvent = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

/**
 * A handler fed by a queue, several messages at a time (the queue's "partial batch responses" must be on): one that
 * fails is logged and goes back to the queue alone.
 */
export function eachMessage(logger: Logger, handle: (message: unknown) => Promise<void>) {
  const failedId = async ({ messageId, body }: { messageId: string; body: string }) => {
    try {
      await handle(JSON.parse(body));
      return undefined;
    } catch (error) {
      logger.error('A message could not be handled.', { messageId, ...errorFields(error) });
      return messageId;
    }
  };
  return requestHandler(async (event) => {
    const { Records } = QueueEvent.parse(event);
    const failed = await Promise.all(Records.map((record) => withLogFields({}, () => failedId(record))));
    return { batchItemFailures: failed.flatMap((id) => (id === undefined ? [] : { itemIdentifier: id })) };
  });
}
