import * as z from 'zod';
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

interface Context {
  getRemainingTimeInMillis(): number;
}

/** Writes the files of one export; to throw is to have the message come again. */
export async function handler(event: unknown, context: Context): Promise<void> {
  const [{ body, receiptHandle, attributes }] = QueueEvent.parse(event).Records;
  const endsAt = Date.now() + context.getRemainingTimeInMillis();
  await workOnExport(
    { body, receiptHandle, receiveCount: attributes.ApproximateReceiveCount, endsAt },
    ports,
  );
}
