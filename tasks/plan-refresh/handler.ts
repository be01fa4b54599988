import { PlanRefreshInput } from '../../shared/contracts/catalog-machine.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { configuration } from './dependencies.ts';
import { planRefresh } from './plan-refresh.ts';

/** Which sources are refreshed, and how much of each. */
export const handler = stateHandler('Plan', async (event) => {
  const { value } = await configuration.current();
  return planRefresh(PlanRefreshInput.parse(event).request, value);
});
