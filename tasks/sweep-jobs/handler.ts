import { requestHandler } from '../../shared/platform/request.ts';
import { logger, ports, publish } from './dependencies.ts';
import { type Sweep, sweptKinds } from './sweeps.ts';

/** A job younger than this may be on its way to its execution still; an older one is looked at, wherever it is. */
const SETTLED_MS = 10_000;

/** On schedule: status change events are best effort, so what is open too long is looked at. */
export const handler = requestHandler(async (): Promise<void> => {
  const now = new Date();
  const settledBefore = new Date(now.getTime() - SETTLED_MS).toISOString();
  const counts: Record<string, number> = {};
  for (const { kind, list } of sweptKinds(ports, now)) {
    const open = await list(settledBefore);
    for (const each of open) await sweep(each);
    counts[kind] = open.length;
  }
  logger.info('swept', counts);
});

async function sweep({ id, putRight }: Sweep): Promise<void> {
  try {
    const event = await putRight();
    if (event) await publish(event);
  } catch (error) {
    logger.error('A job could not be swept; the next sweep tries again.', {
      jobId: id,
      error: String(error),
    });
  }
}
