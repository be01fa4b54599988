import { describe, expect, it } from '@jest/globals';
import { tokenPrincipal } from '../../../../shared/access/token-principal.ts';
import { TokenIssuer } from '../../../../shared/contracts/access.ts';

const read = (claims: Record<string, unknown>, settings: object = {}) =>
  tokenPrincipal(
    { sub: 'ann', ...claims },
    TokenIssuer.parse({ issuer: 'i', audience: 'a', jwksUrl: 'https://issuer.example/jwks', ...settings }),
  );

describe('the principal in a token', () => {
  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['a list', { roles: ['a', 'b'] }, 'roles', ['a', 'b']],
    ['words, as in scope', { scope: 'a b' }, 'scope', ['a', 'b']],
    ['a list inside an object', { realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    ['a list under a name with dots', { 'https://x.example/roles': ['a'] }, 'https://x.example/roles', ['a']],
    ['missing', {}, 'roles', []],
    ['a member every object has', {}, 'constructor.name', []],
  ])('has roles from a claim that is %s', (_case, claims, rolesClaim, roles) => {
    expect(read(claims, { rolesClaim }).roles).toEqual(roles);
  });

  it('never has the id of an API key’s principal', () => {
    expect(read({ sub: 'local' }).id).toBe('jwt:local');
  });

  it('lacks the attributes whose claims are missing', () => {
    const attributesClaims = { tenant: 'tenant', region: 'region' };

    expect(read({ tenant: 'a' }, { attributesClaims }).attributes).toEqual({ tenant: 'a' });
  });
});

describe('the configuration of an issuer', () => {
  const parse = (changes: object) =>
    TokenIssuer.safeParse({ issuer: 'i', audience: 'a', jwksUrl: 'https://issuer.example/jwks', ...changes });

  it.each<[string, object]>([
    ['keys over plain HTTP', { jwksUrl: 'http://issuer.example/jwks' }],
    ['keys from a file', { jwksUrl: 'file:///etc/passwd' }],
    ['no signature', { algorithms: ['none'] }],
    ['shared secrets', { algorithms: ['HS256'] }],
    ['no algorithm', { algorithms: [] }],
    ['no audience', { audience: '' }],
    ['a clock that is far off', { clockToleranceSeconds: 3_600 }],
  ])('does not allow %s', (_case, changes) => {
    expect(parse(changes).success).toBe(false);
  });

  it('allows keys over plain HTTP from this machine', () => {
    expect(parse({ jwksUrl: 'http://127.0.0.1:8080/jwks' }).success).toBe(true);
  });
});
