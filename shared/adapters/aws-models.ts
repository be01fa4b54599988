import { createModels } from '../model/bedrock-models.ts';
import { newSecretsManagerClient } from '../platform/aws-clients.ts';
import { createSecretReader } from '../platform/secrets-manager-reader.ts';

export const newModels = () => createModels(createSecretReader(newSecretsManagerClient()));
