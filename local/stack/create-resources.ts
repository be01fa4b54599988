import { createTables } from '../dynamodb/create-tables.ts';
import { createSecrets } from '../secrets-manager/create-secrets.ts';
import type { SecretFile } from '../secrets-manager/secret-file.ts';
import type { LocalResources } from '../template/read-resources.ts';
import type { StackClients } from './aws-clients.ts';
import type { Servers } from './start-servers.ts';

/** Creates what keeps state; what an earlier start created stays as it is. */
export async function createResources(
  resources: LocalResources,
  { fauxqs }: Servers,
  { dynamodb }: StackClients,
  secrets: SecretFile,
): Promise<void> {
  fauxqs.createBuckets(resources.buckets);
  fauxqs.createQueues(resources.queues);
  await Promise.all([createTables(dynamodb, resources.tables), createSecrets(secrets, resources.secrets)]);
}
