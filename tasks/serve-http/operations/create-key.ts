import { type ApiKey, hashSecret, newSecret } from '../../../shared/access/api-key.ts';
import { apiKeyView } from '../api-key-view.ts';
import { isoNow } from '../clock.ts';
import { invalid } from '../http-problem.ts';
import { json } from '../http-response.ts';
import type { Operation } from '../operation.ts';

export const createKey: Operation<'createKey'> = async ({ body }, { keys, newId, clock }) => {
  const createdAt = isoNow(clock);
  if (body.expiresAt !== undefined && Date.parse(body.expiresAt) <= clock.now()) {
    throw invalid([{ field: 'expiresAt', message: 'This time has passed.' }]);
  }
  const secret = newSecret();
  const key: ApiKey = {
    sha256: hashSecret(secret),
    keyId: newId(),
    principal: { id: body.principalId, roles: body.roles, attributes: body.attributes },
    label: body.label,
    createdAt,
    // Written one way, so that times compare as text.
    ...(body.expiresAt !== undefined && { expiresAt: new Date(body.expiresAt).toISOString() }),
  };
  await keys.create(key);
  return json(201, { ...apiKeyView(key), key: secret });
};
