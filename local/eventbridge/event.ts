import * as z from 'zod';

export const busEventSchema = z.object({
  version: z.literal('0'),
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()).readonly(),
  detail: z.unknown(),
});

/** An event as EventBridge delivers it to its targets. */
export type BusEvent = Readonly<z.output<typeof busEventSchema>>;
