import { describe, expect, it } from '@jest/globals';
import recorded from '../../../../events/received/authorizer-request.json' with { type: 'json' };
import { hashSecret } from '../../../../shared/access/api-key.ts';
import { apiKeyAuthenticator } from '../../../../shared/access/api-key-authenticator.ts';
import { tokenAuthenticator } from '../../../../shared/access/jose-token-authenticator.ts';
import { identifyCaller } from '../../../../shared/http/caller.ts';
import { createAuthorizer } from '../../../../tasks/authorize-request/authorize.ts';
import { createFakeApiKeyStore } from '../../../support/fake-api-key-store.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';
import { createFakeLogger } from '../../../support/fake-logger.ts';

const principal = { id: 'reports', roles: ['analyst', 'admin'], attributes: { tenant: 'a' } };

const REVOKED = '2026-05-04T10:00:00.000Z';

function authorizer(readIssuer: Parameters<typeof tokenAuthenticator>[0] = async () => undefined) {
  const key = { sha256: hashSecret('inq_example'), keyId: ulidOf(1), principal, label: '', createdAt: '' };
  const old = { ...key, sha256: hashSecret('inq_old'), keyId: ulidOf(2), revokedAt: REVOKED };
  const { logger, lines } = createFakeLogger();
  const keys = createFakeApiKeyStore([key, old]);
  const authenticators = [apiKeyAuthenticator(keys), tokenAuthenticator(readIssuer)];
  return { authorize: createAuthorizer({ authenticators, logger }), lines };
}

describe('the authoriser', () => {
  it('allows every call of the stage to who has a key, whatever the header’s case', async () => {
    const { authorize } = authorizer();

    const result = await authorize(recorded);

    expect(result.principalId).toBe('reports');
    expect(result.policyDocument.Statement).toEqual([
      {
        Action: 'execute-api:Invoke',
        Effect: 'Allow',
        Resource: 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/*',
      },
    ]);
  });

  it('hands on the principal in a form the HTTP function reads back', async () => {
    const { authorize } = authorizer();

    const { context } = await authorize(recorded);

    expect(identifyCaller('principal', { ...context, integrationLatency: 3 })).toEqual(principal);
  });

  it.each([
    ['no headers', null],
    ['no key', { Accept: '*/*' }],
    ['another key', { 'x-api-key': 'inq_other' }],
  ])('throws the word that makes a 401 for %s', async (_case, headers) => {
    const { authorize } = authorizer();

    await expect(authorize({ ...recorded, headers })).rejects.toThrow(/^Unauthorized$/);
  });

  it('tells the audit who was let in, by which credential, without the secret', async () => {
    const { authorize, lines } = authorizer();

    await authorize(recorded);

    expect(lines).toEqual([
      expect.objectContaining({
        audit: 'Authenticated',
        allowed: true,
        principalId: 'reports',
        credential: `key:${ulidOf(1)}`,
        requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
        method: 'POST',
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('inq_example');
  });

  it.each([
    ['NoCredentials', {}],
    ['ApiKeyUnknown', { 'x-api-key': 'inq_other' }],
    ['ApiKeyRevoked', { 'x-api-key': 'inq_old' }],
    ['TokensNotAccepted', { authorization: 'Bearer a.b.c' }],
    ['SeveralCredentials', { 'x-api-key': 'inq_example', authorization: 'Bearer a.b.c' }],
  ])('tells the audit why nobody was: %s', async (code, headers) => {
    const { authorize, lines } = authorizer();

    await authorize({ ...recorded, headers }).catch(() => undefined);

    expect(lines).toEqual([expect.objectContaining({ audit: code, allowed: false, level: 'warn' })]);
    expect(JSON.stringify(lines)).not.toMatch(/inq_|a\.b\.c/);
  });

  it('does not turn callers away as unknown when it cannot find out who they are', async () => {
    const { authorize, lines } = authorizer(async () => {
      throw new Error('secret address of the issuer');
    });

    const refusal = authorize({ ...recorded, headers: { authorization: 'Bearer a.b.c' } });

    await expect(refusal).rejects.not.toThrow(/^Unauthorized$/);
    expect(lines).toEqual([expect.objectContaining({ audit: 'AuthenticationFailed', allowed: false })]);
    expect(JSON.stringify(lines)).not.toContain('secret address');
  });
});
