import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSecrets } from '../../../../local/secrets-manager/create-secrets.ts';
import { openSecretFile } from '../../../../local/secrets-manager/secret-file.ts';
import { secretsManagerService } from '../../../../local/secrets-manager/secrets-manager-service.ts';
import { startWireServer, type WireServer } from '../../../../local/wire/wire-server.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let path: string;
let server: WireServer;
let client: SecretsManagerClient;

beforeEach(async () => {
  path = join(await temporaryFolder(), 'secrets.json');
  server = await startWireServer([secretsManagerService(await openSecretFile(path))], 0);
  client = new SecretsManagerClient(clientSettings(server.url));
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

describe('Secrets Manager', () => {
  it('gives back what was created, by name and by ARN, and its newest value', async () => {
    const { ARN } = await client.send(
      new CreateSecretCommand({ Name: 'inquery/northwind', SecretString: 'one' }),
    );
    await client.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: 'two' }));

    const byName = await client.send(new GetSecretValueCommand({ SecretId: 'inquery/northwind' }));
    const byArn = await client.send(new GetSecretValueCommand({ SecretId: ARN }));

    expect([byName.SecretString, byArn.SecretString]).toEqual(['two', 'two']);
  });

  it('describes and lists without values', async () => {
    await client.send(new CreateSecretCommand({ Name: 'a', SecretString: 'hidden' }));
    const described = await client.send(new DescribeSecretCommand({ SecretId: 'a' }));
    const { SecretList } = await client.send(new ListSecretsCommand({}));
    expect(described.Name).toBe('a');
    expect(JSON.stringify(SecretList)).not.toContain('hidden');
  });

  it('says in AWS’s words what is not there or there already', async () => {
    await client.send(new CreateSecretCommand({ Name: 'a', SecretString: 'x' }));
    const missing = client.send(new GetSecretValueCommand({ SecretId: 'b' }));
    const twice = client.send(new CreateSecretCommand({ Name: 'a', SecretString: 'x' }));
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(twice).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('keeps secrets in a file that only its owner may read', async () => {
    await client.send(new CreateSecretCommand({ Name: 'a', SecretString: 'kept' }));
    const mode = (await stat(path)).mode & 0o777;
    const reopened = await openSecretFile(path);
    expect([mode, reopened.find('a')?.value]).toEqual([0o600, 'kept']);
  });

  it('generates a password into the template’s secret once', async () => {
    const secret = {
      name: 'db',
      arn: 'arn:db',
      generate: {
        SecretStringTemplate: '{"username":"app"}',
        GenerateStringKey: 'password',
        PasswordLength: 20,
        ExcludePunctuation: true,
      },
    };
    const file = await openSecretFile(path);
    await createSecrets(file, [secret]);
    const first = file.find('db')?.value;
    await createSecrets(file, [secret]);
    expect(JSON.parse(first ?? '')).toEqual({
      username: 'app',
      password: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
    });
    expect(file.find('db')?.value).toBe(first);
  });

  it('refuses an operation it does not know', async () => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'secretsmanager.RotateSecret' },
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ __type: 'UnknownOperationException' }),
    ]);
    expect((await readFile(path, 'utf8').catch(() => '')).length).toBe(0);
  });
});
