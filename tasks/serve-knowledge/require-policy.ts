import { visiblePolicy } from '../../shared/authorisation/visible-policy.ts';
import type { Policy } from '../../shared/contracts/policy.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import type { Dependencies } from './operation.ts';

/** What the caller may see of a source by the configuration in force. Throws SourceNotFound. */
export async function requirePolicy(
  source: string,
  principal: Principal,
  { configuration }: Pick<Dependencies, 'configuration'>,
): Promise<Policy> {
  return visiblePolicy((await configuration.current()).value, source, principal);
}
