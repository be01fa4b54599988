import { describe, expect, it } from '@jest/globals';
import { renderNewKey } from '../../../../commands/keys/render-keys.ts';

const NOW = '2026-01-01T00:00:00.000Z';
const created = (roles: string[]) => ({
  ...{
    keyId: 'k_1',
    principalId: 'ana',
    roles,
    attributes: {},
    createdAt: NOW,
    label: 'one',
    key: 'the-secret',
  },
});

describe('A key just made', () => {
  it('shows its secret', () => {
    expect(renderNewKey(created(['analyst']), NOW)).toMatch(/the-secret$/);
  });

  it('without a role tells that it may ask nothing, and what to do', () => {
    expect(renderNewKey(created([]), NOW)).toContain('it may ask nothing. Make one with --role ROLE.');
  });
});
