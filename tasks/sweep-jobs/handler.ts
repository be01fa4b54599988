import { requestHandler } from '../../shared/platform/request.ts';
import { logger, ports, publish } from './dependencies.ts';
import { sweepAll } from './sweep-all.ts';
import { sweptKinds } from './sweeps.ts';

/** A job younger than this may be on its way to its execution still; an older one is looked at, wherever it is. */
const SETTLED_MS = 10_000;

/** On schedule: status change events are best effort, so what is open too long is looked at. */
export const handler = requestHandler((): Promise<void> => {
  const now = new Date();
  const settledBefore = new Date(now.getTime() - SETTLED_MS).toISOString();
  return sweepAll(sweptKinds(ports, now), settledBefore, { publish, logger });
});
