import { createEmbeddings } from '../model/bedrock-embeddings.ts';
import { newSecretsManagerClient } from '../platform/aws-clients.ts';
import { createSecretReader } from '../platform/secrets-manager-reader.ts';

export const newEmbeddings = () => createEmbeddings(createSecretReader(newSecretsManagerClient()));
