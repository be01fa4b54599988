import type { VerifyMachineInput } from '../../contracts/verify-machine.ts';
import type { VerifiedQueryStore } from './verified-query-store.ts';

const REASON =
  'Its verification broke off. It is taken up with the next approval of the same principal: approve it again.';

/** Says on each pair that an execution was to put to the guard, and that waits still, why it does. */
export async function noteBrokenVerification(
  { source, principal }: VerifyMachineInput,
  store: Pick<VerifiedQueryStore, 'all' | 'mark'>,
): Promise<void> {
  const waiting = (await store.all(source)).filter(
    ({ state, approvedBy }) => state === 'pending' && approvedBy === principal?.id,
  );
  for (const query of waiting) await store.mark(query, 'pending', REASON);
}
