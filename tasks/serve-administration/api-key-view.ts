import type { ApiKey } from '../../shared/access/api-key.ts';
import type { IssuedKey } from '../../shared/access/issue-key.ts';
import type { ApiKeyView } from '../../shared/contracts/http/keys.ts';

/** Everything but the hash. */
export function apiKeyView({ sha256: _sha256, principal, ...key }: ApiKey): ApiKeyView {
  const { id: principalId, roles, attributes } = principal;
  return { ...key, principalId, roles, attributes };
}

/** The one answer that shows a secret. */
export const createdKey = ({ key, secret }: IssuedKey) => ({ ...apiKeyView(key), key: secret });
