import * as z from 'zod';
import { type RequestContext, requestHandler } from '../../shared/platform/request.ts';
import { ports } from './dependencies.ts';
import { workOnExport } from './work-on-export.ts';

/** Batches of one: an export takes a function's whole time. */
const QueueEvent = z.object({
  Records: z.tuple([
    z.object({
      body: z.string(),
      receiptHandle: z.string(),
      attributes: z.object({ ApproximateReceiveCount: z.coerce.number() }),
    }),
  ]),
});

interface Context extends RequestContext {
  getRemainingTimeInMillis(): number;
}

/** Writes the files of one export; to throw is to have the message come again. */
export const handler = requestHandler(async (event, context: Context): Promise<void> => {
  const [{ body, receiptHandle, attributes }] = QueueEvent.parse(event).Records;
  const endsAt = performance.now() + context.getRemainingTimeInMillis();
  await workOnExport(
    { body, receiptHandle, receiveCount: attributes.ApproximateReceiveCount, endsAt },
    ports,
  );
});
