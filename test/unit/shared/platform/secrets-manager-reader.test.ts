import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newSecretsManagerClient } from '../../../../shared/platform/aws-clients.ts';
import { createSecretReader, type ReadSecret } from '../../../../shared/platform/secrets-manager-reader.ts';
import { useAwsEndpoint } from '../../../support/aws-environment.ts';
import {
  type ScriptedReply,
  type ScriptedServer,
  startScriptedServer,
} from '../../../support/scripted-server.ts';

describe('createSecretReader', () => {
  let server: ScriptedServer;
  let reply: ScriptedReply;
  let clock: number;
  let readSecret: ReadSecret;

  beforeEach(async () => {
    reply = { body: { SecretString: '{"password":"old"}' } };
    clock = 0;
    server = await startScriptedServer(() => reply);
    useAwsEndpoint(server.url, 'SECRETS_MANAGER');
    readSecret = createSecretReader(newSecretsManagerClient(), () => clock);
  });

  afterEach(() => server.close());

  it('reads a secret by its name as JSON', async () => {
    expect(await readSecret('inquery/shop')).toEqual({ password: 'old' });
    expect(server.requests[0]?.body).toContain('inquery/shop');
  });

  it('asks once a minute, so that a rotated secret arrives', async () => {
    await readSecret('inquery/shop');
    reply = { body: { SecretString: '{"password":"new"}' } };

    clock = 59_999;
    expect(await readSecret('inquery/shop')).toEqual({ password: 'old' });
    clock = 60_000;
    expect(await readSecret('inquery/shop')).toEqual({ password: 'new' });
  });

  it('says which secret is not there', async () => {
    reply = { status: 400, body: { __type: 'ResourceNotFoundException', message: 'no' } };

    await expect(readSecret('inquery/shop')).rejects.toMatchObject({
      name: 'ConfigInvalid',
      message: 'There is no secret "inquery/shop".',
    });
  });

  it('never quotes a secret that is not JSON', async () => {
    reply = { body: { SecretString: 'hunter2' } };

    const failure = await readSecret('inquery/shop').then(
      () => undefined,
      (error: Error) => error,
    );

    expect(failure?.name).toBe('ConfigInvalid');
    expect(`${failure?.stack}${failure?.cause}`).not.toContain('hunter2');
  });
});
