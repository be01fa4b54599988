import { type ExecutionStatus, goesOn } from '../platform/execution-status.ts';
import type { CatalogRefreshes } from './catalog-refreshes.ts';
import type { HeldSource, RefreshLeases } from './refresh-leases.ts';

export interface EndRefreshPorts {
  readonly leases: RefreshLeases;
  readonly refreshes: CatalogRefreshes;
}

const SENTENCES: Readonly<Record<string, string>> = {
  TIMED_OUT: 'The refresh took longer than a refresh may take and was ended.',
  ABORTED: 'The refresh was stopped from outside.',
};
const KEPT = 'The last good catalogue stays in use; the next refresh takes over.';

/**
 * Takes back the sources that an execution held when it broke off. Each is noted as failed, and is not refreshed for
 * that: the next refresh takes over. Only what others asked for meanwhile is started, for they were told it would be
 * done.
 */
export async function endRefreshes(
  executionArn: string,
  status: string | undefined,
  ports: EndRefreshPorts,
  now: Date,
): Promise<void> {
  const held = (await ports.leases.held()).filter(({ leaseBy }) => leaseBy === executionArn);
  for (const { source } of held) await takeBack({ source, leaseBy: executionArn }, status, ports, now);
}

/**
 * Takes back a source whose execution ended unnoticed, or makes good what one that was taken back before still owes.
 */
export async function sweepRefresh(
  { source, leaseBy }: HeldSource,
  ports: EndRefreshPorts & { readonly statusOf: ExecutionStatus },
  now: Date,
): Promise<void> {
  if (leaseBy === undefined) return goOn(source, ports);
  const status = await ports.statusOf(leaseBy);
  if (!goesOn(status)) await takeBack({ source, leaseBy }, status, ports, now);
}

async function takeBack(
  { source, leaseBy }: { readonly source: string; readonly leaseBy: string },
  status: string | undefined,
  ports: EndRefreshPorts,
  now: Date,
): Promise<void> {
  const message = `${SENTENCES[status ?? ''] ?? 'The refresh broke off.'} ${KEPT}`;
  const failure = { at: now.toISOString(), name: 'Internal', message };
  if (await ports.leases.release(source, leaseBy, failure)) await goOn(source, ports);
}

/** Does what was asked for while a source was held. */
async function goOn(source: string, { leases, refreshes }: EndRefreshPorts): Promise<void> {
  const scope = await leases.askedMeanwhile(source);
  if (scope === undefined) await leases.settle(source);
  else await refreshes.start(source, scope);
}
