import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { findVariable } from '../../../local/stack/find-variable.ts';
import type { Stack } from '../../../local/stack.ts';
import { apiClient } from '../../e2e/support/client.ts';

/** Puts another configuration in force, before the functions have read the first one. */
export async function configure({ clients, resources }: Stack, document: object): Promise<void> {
  await clients.s3.send(
    new PutObjectCommand({
      Bucket: findVariable(resources, 'CONFIG_BUCKET'),
      Key: findVariable(resources, 'CONFIG_KEY'),
      Body: JSON.stringify(document),
    }),
  );
}

/** Makes the secrets of logins, as an operator does after a migration. */
export async function putSecrets({ urls }: Stack, secrets: Readonly<Record<string, object>>): Promise<void> {
  const client = new SecretsManagerClient({
    endpoint: urls.services,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const [Name, secret] of Object.entries(secrets)) {
    await client.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(secret) }));
  }
  client.destroy();
}

/** A client with a key of its own. */
export async function clientOf(
  stack: Stack,
  principalId: string,
  roles: readonly string[],
  attributes: Readonly<Record<string, string>> = {},
) {
  const created = await apiClient(stack.url).call('POST', '/v1/keys', { principalId, roles, attributes });
  return apiClient(stack.url, String(created.body.key));
}

/** Has the model answer the next question with this SQL, once. */
export function orderSql({ faults }: Stack, sql: string): void {
  faults.order({
    kind: 'reply',
    match: { tool: 'write_sql' },
    name: 'write_sql',
    input: { sql, assumptions: [], confidence: 1 },
  });
}
