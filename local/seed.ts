import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { apiKeyItem } from '../shared/access/api-key-item.ts';
import { LOCAL_API_KEY } from './api-key.ts';
import type { SecretFile } from './secrets-manager/secret-file.ts';
import { secretArn } from './secrets-manager/secrets-manager-service.ts';
import type { StackClients } from './stack/aws-clients.ts';
import { putConfiguration } from './stack/configuration-document.ts';
import { findVariable } from './stack/find-variable.ts';
import type { LocalResources } from './template/read-resources.ts';

/** Fixed, so that a new start puts the same key again. */
const LOCAL_KEY_ID = '01JD0000000000000000000000';

/** How the pipeline logs in to a database. */
export interface DatabaseLogin {
  readonly host: string;
  readonly port: number;
  readonly dbname: string;
  readonly username: string;
  readonly password: string;
}

export interface SeedOptions {
  readonly resources: LocalResources;
  readonly clients: StackClients;
  readonly secrets: SecretFile;
  /** Logins by the name of their secret. */
  readonly logins: Readonly<Record<string, DatabaseLogin>>;
  /** Path of the configuration document; the project's when absent. */
  readonly configuration?: string;
}

/** Gives a fresh stack what a deployment gets from its operator: configuration, logins, an API key. */
export async function seed({
  resources,
  clients,
  secrets,
  logins,
  configuration,
}: SeedOptions): Promise<void> {
  await Promise.all([
    putConfiguration(resources, clients, configuration),
    putLogins(secrets, logins),
    putApiKey(resources, clients),
  ]);
}

/** Shaped as the secrets that RDS makes. */
async function putLogins(secrets: SecretFile, logins: SeedOptions['logins']): Promise<void> {
  for (const [name, login] of Object.entries(logins)) {
    const value = JSON.stringify({ engine: 'postgres', ...login });
    if (secrets.find(name)?.value !== value) await secrets.put({ arn: secretArn(name), name, value });
  }
}

async function putApiKey(resources: LocalResources, { dynamodb }: StackClients): Promise<void> {
  const Item = apiKeyItem(LOCAL_API_KEY, {
    keyId: LOCAL_KEY_ID,
    principal: { id: 'local', roles: ['admin'], attributes: {} },
    label: 'Local stack',
    createdAt: '2026-01-01T00:00:00.000Z',
  });
  const documents = DynamoDBDocumentClient.from(dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  await documents.send(new PutCommand({ TableName: findVariable(resources, 'JOBS_TABLE'), Item }));
}
