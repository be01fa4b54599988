import { RefreshRequest } from '../../shared/contracts/catalog-machine.ts';
import { configuration } from './dependencies.ts';
import { planRefresh } from './plan-refresh.ts';

/** Which sources are refreshed, and how much of each. */
export async function handler(event: unknown) {
  const { value } = await configuration.current();
  return planRefresh(RefreshRequest.parse(event), value);
}
