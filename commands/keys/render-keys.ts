import { stateOf } from '../../shared/access/api-key.ts';
import type { ApiKeyView } from '../../shared/contracts/http/keys.ts';
import { renderTable } from '../ask/render-table.ts';
import type { NewKey } from './keys-api.ts';

const COLUMNS = ['key id', 'principal', 'roles', 'attributes', 'state', 'expires', 'label'].map((name) => ({
  name,
  type: 'text',
}));

/** Keys as a table for people. */
export function renderKeys(keys: readonly ApiKeyView[], now: string): string {
  const rows = keys.map((key) => [
    key.keyId,
    key.principalId,
    key.roles.join(' '),
    Object.entries(key.attributes)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
    key.rotatedTo === undefined ? stateOf(key, now) : `${stateOf(key, now)}, rotated`,
    key.expiresAt ?? 'never',
    key.label,
  ]);
  return `${renderTable(COLUMNS, rows)}\n(${keys.length} ${keys.length === 1 ? 'key' : 'keys'})`;
}

const NO_ROLE =
  'It has no role, and sources are open to roles only: it may ask nothing. Make one with --role ROLE.';

/** A key just made, with the one look at its secret. */
export function renderNewKey({ key, ...shown }: NewKey, now: string): string {
  const unable = shown.roles.length === 0 ? `\n\n${NO_ROLE}` : '';
  return `${renderKeys([shown], now)}\n\nIts secret, shown this once; send it as x-api-key:\n\n  ${key}${unable}`;
}
