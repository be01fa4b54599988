import { isoNow } from '../clock.ts';
import { problem } from '../http-problem.ts';
import type { Operation } from '../operation.ts';

export const revokeKey: Operation<'revokeKey'> = async ({ params }, { keys, clock }) => {
  const found = await keys.revoke(params.keyId, isoNow(clock));
  if (!found) throw problem('NotFound', 'There is no such key.');
  return { status: 204 };
};
