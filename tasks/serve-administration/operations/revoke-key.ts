import { audit } from '../../../shared/access/audit.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import type { Operation } from '../operation.ts';

export const revokeKey: Operation<'revokeKey'> = async ({ params, who }, { keys, clock, logger }) => {
  const found = await keys.revoke(params.keyId, isoNow(clock));
  if (!found) throw problem('NotFound', 'There is no such key.');
  audit(logger, 'KeyRevoked', who, { keyId: params.keyId });
  return { status: 204 };
};
