import { glossaryEditsFrom, relationshipEditsFrom } from '../../shared/adapters/aws-knowledge.ts';
import { metadataFilesFrom } from '../../shared/adapters/aws-metadata-files.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { createKnowledgeStore } from '../../shared/catalog/knowledge-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const parts = createKnowledgeStore(objectsFrom(config));
export const places = {
  files: metadataFilesFrom(config),
  glossary: glossaryEditsFrom(config),
  relationships: relationshipEditsFrom(config),
};
