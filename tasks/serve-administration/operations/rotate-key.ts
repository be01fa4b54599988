import { audit } from '../../../shared/access/audit.ts';
import { rotateKey as rotate } from '../../../shared/access/issue-key.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { createdKey } from '../api-key-view.ts';
import type { Operation } from '../operation.ts';
import { requireFuture } from '../require-future.ts';

export const rotateKey: Operation<'rotateKey'> = async (call, { keys, newId, clock, logger }) => {
  const now = clock.now();
  const { graceSeconds, expiresAt } = call.body;
  requireFuture(expiresAt, now);
  const old = await keys.findById(call.params.keyId);
  if (!old) throw problem('NotFound', 'There is no such key.');
  const issued = await rotate(keys, old, { graceSeconds, expiresAt }, { now, newId });
  if (!issued) {
    throw problem('KeyNotActive', 'The key is revoked, has expired, or was rotated before: create another.');
  }
  const { keyId } = old;
  audit(logger, 'KeyRotated', call.who, { keyId, to: issued.key.keyId, graceSeconds });
  return json(201, createdKey(issued));
};
