import { createEngines } from '../engines/postgres-engines.ts';
import { newSecretsManagerClient } from '../platform/aws-clients.ts';
import { createSecretReader } from '../platform/secrets-manager-reader.ts';

export const newEngines = () => createEngines(createSecretReader(newSecretsManagerClient()));
