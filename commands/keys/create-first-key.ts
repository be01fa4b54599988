import { ulid } from 'ulid';
import { createDynamodbApiKeyStore } from '../../shared/access/dynamodb-api-key-store.ts';
import { issueKey } from '../../shared/access/issue-key.ts';
import type { CreateKey } from '../../shared/contracts/http/keys.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import type { NewKey } from './keys-api.ts';

/** Writes a key into the jobs table of a deployment, past its API: who may do that is up to IAM. */
export async function createFirstKey(table: string, asked: CreateKey): Promise<NewKey> {
  const { principalId, roles, attributes, label, expiresAt } = asked;
  const store = createDynamodbApiKeyStore({ client: newDynamodbClient(), table });
  const principal = { id: principalId, roles, attributes };
  const issued = await issueKey(store, { principal, label, expiresAt }, { now: Date.now(), newId: ulid });
  const { sha256: _sha256, principal: _principal, ...key } = issued.key;
  return { ...key, principalId, roles, attributes, key: issued.secret };
}
