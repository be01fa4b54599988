import { setTimeout as pause } from 'node:timers/promises';
import type { Servers } from '../stack/start-servers.ts';
import type { LocalResources } from '../template/read-resources.ts';
import { removeExpiredItems } from './remove-expired-items.ts';
import { removeExpiredObjects } from './remove-expired-objects.ts';

const HOUR_MS = 3_600_000;
/** AWS removes what has expired hours later, too; and a clock that jumps takes nothing away before its time. */
const GRACE_MS = HOUR_MS;
/** Between two pages, so that questions are answered meanwhile. */
const PAUSE_MS = 20;

export interface ExpiryOptions {
  readonly resources: Pick<LocalResources, 'tables' | 'buckets'>;
  readonly servers: Pick<Servers, 'callDynamoDb' | 'fauxqs'>;
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds since the epoch; the machine's own time when absent. */
  readonly now?: () => number;
}

/** Removes now, and every hour, what AWS would have removed by now. Does not wait; returns the way to stop. */
export function startExpiry(options: ExpiryOptions): () => Promise<void> {
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  const sweep = () => {
    running ??= removeExpired(options, stop.signal)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) options.onFailure(error);
      })
      .finally(() => {
        running = undefined;
      });
  };
  sweep();
  const timer = setInterval(sweep, HOUR_MS).unref();
  return async () => {
    clearInterval(timer);
    stop.abort();
    await running;
  };
}

/** Removes what has expired: items by their table's time to live, objects by the rules of their bucket. */
export async function removeExpired(
  { resources, servers, now = Date.now }: Omit<ExpiryOptions, 'onFailure'>,
  signal?: AbortSignal,
): Promise<void> {
  const asOf = new Date(now() - GRACE_MS);
  const sweeps = [
    ...resources.tables.map((table) => removeExpiredItems(servers.callDynamoDb, table, asOf)),
    ...resources.buckets.map((bucket) => removeExpiredObjects(servers.fauxqs, bucket, asOf)),
  ];
  for (const pages of sweeps) {
    for await (const _ of pages) await pause(PAUSE_MS, undefined, { signal });
  }
}
