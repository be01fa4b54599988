import { audit } from '../../../shared/access/audit.ts';
import { issueKey } from '../../../shared/access/issue-key.ts';
import { json } from '../../../shared/http/http-response.ts';
import { createdKey } from '../api-key-view.ts';
import type { Operation } from '../operation.ts';
import { requireFuture } from '../require-future.ts';

export const createKey: Operation<'createKey'> = async (call, { keys, newId, clock, logger }) => {
  const { principalId, roles, attributes, label, expiresAt } = call.body;
  const now = clock.now();
  requireFuture(expiresAt, now);
  const principal = { id: principalId, roles, attributes };
  const issued = await issueKey(keys, { principal, label, expiresAt }, { now, newId });
  const { keyId } = issued.key;
  audit(logger, 'KeyCreated', call.who, { keyId, for: principalId, roles });
  return json(201, createdKey(issued));
};
