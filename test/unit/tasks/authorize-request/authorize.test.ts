import { describe, expect, it } from '@jest/globals';
import recorded from '../../../../events/received/authorizer-request.json' with { type: 'json' };
import { hashSecret } from '../../../../shared/access/api-key.ts';
import { apiKeyAuthenticator } from '../../../../shared/access/authenticator.ts';
import { createAuthorizer } from '../../../../tasks/authorize-request/authorize.ts';
import { identifyCaller } from '../../../../tasks/serve-http/caller.ts';
import { createFakeApiKeyStore } from '../../../support/fake-api-key-store.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';
import { createFakeLogger } from '../../../support/fake-logger.ts';

const principal = { id: 'reports', roles: ['analyst', 'admin'], attributes: { tenant: 'a' } };

function authorizer() {
  const key = { sha256: hashSecret('inq_example'), keyId: ulidOf(1), principal, label: '', createdAt: '' };
  const { logger, lines } = createFakeLogger();
  const authenticators = [apiKeyAuthenticator(createFakeApiKeyStore([key]))];
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

    expect(identifyCaller('admin', { ...context, integrationLatency: 3 })).toEqual(principal);
  });

  it.each([
    ['no headers', null],
    ['no key', { Accept: '*/*' }],
    ['another key', { 'x-api-key': 'inq_other' }],
  ])('throws the word that makes a 401 for %s', async (_case, headers) => {
    const { authorize } = authorizer();

    await expect(authorize({ ...recorded, headers })).rejects.toThrow(/^Unauthorized$/);
  });

  it('logs its decision without the key', async () => {
    const { authorize, lines } = authorizer();

    await authorize(recorded);

    expect(lines).toEqual([expect.objectContaining({ allowed: true, principalId: 'reports' })]);
    expect(JSON.stringify(lines)).not.toContain('inq_example');
  });
});
